#pragma once

#include "models/problem.hpp"

/// Problems of a plan whose tables are sound one by one but do not agree: units, money, programmes.
namespace phanbo::input_problem {

// Units.
inline constexpr ProblemKind unit_parent_cycle{
    "unit_parent_cycle",
    Severity::error,
    {"Các đơn vị cấp trên của nhau thành vòng: {0}.",
     "Units stand above one another in a ring: {0}."},
    {"Sửa cột parent để mỗi đơn vị có một đường lên tới đơn vị cao nhất.",
     "Correct parent so that every unit has one way up to the top."}};

inline constexpr ProblemKind unit_parent_not_above{
    "unit_parent_not_above",
    Severity::error,
    {"\"{0}\" ({1}) không thể là đơn vị cấp trên của \"{2}\" ({3}).",
     "\"{0}\" ({1}) cannot stand above \"{2}\" ({3})."},
    {"Sửa parent hoặc kind.", "Correct parent or kind."}};

inline constexpr ProblemKind unit_outside_its_dates{
    "unit_outside_its_dates",
    Severity::error,
    {"Đơn vị \"{0}\" không tồn tại vào lúc này ({1}); đơn vị tồn tại {2}.",
     "The unit \"{0}\" does not exist at that time ({1}); it exists {2}."},
    {"Ghi nhu cầu cho đơn vị kế tục, hoặc sửa năm, tháng, ngày tồn tại của đơn vị.",
     "Give the need to the successor, or correct the year, the months or the dates of the unit."}};

inline constexpr ProblemKind status_overlap{
    "status_overlap",
    Severity::error,
    {"Tình trạng \"{1}\" của \"{0}\" có hai dòng chồng ngày nhau.",
     "The status \"{1}\" of \"{0}\" has two rows whose dates overlap."},
    {"Kết thúc dòng trước rồi mới bắt đầu dòng sau.",
     "End the earlier row before the later one begins."}};

inline constexpr ProblemKind lineage_self{
    "lineage_self",
    Severity::error,
    {"Đơn vị \"{0}\" kế tục chính nó.", "The unit \"{0}\" succeeds itself."},
    {"Đơn vị mới phải có mã riêng, kể cả khi giữ tên cũ.",
     "The new unit needs a code of its own, even where it keeps the name."}};

inline constexpr ProblemKind lineage_date_mismatch{
    "lineage_date_mismatch",
    Severity::error,
    {"Ngày sắp xếp {0} không khớp với ngày tồn tại của \"{1}\" ({2}).",
     "The date {0} does not fit the dates of \"{1}\" ({2})."},
    {"Đơn vị cũ kết thúc ngày liền trước, đơn vị mới bắt đầu chậm nhất đúng ngày đó.",
     "The old unit ends on the day before; the new one begins on that day at the latest."}};

inline constexpr ProblemKind lineage_sum_differs{
    "lineage_sum_differs",
    Severity::error,
    {"\"{0}\": {2} = {1}, các đơn vị cũ cộng lại {3}.",
     "\"{0}\": {2} = {1}; its predecessors add up to {3}."},
    {"Sửa số của đơn vị mới, đơn vị cũ hoặc phần được chuyển.",
     "Correct the figure of the new unit, of the old ones or of the part."}};

inline constexpr ProblemKind stated_count_differs{
    "stated_count_differs",
    Severity::error,
    {"Văn bản nêu {0} đơn vị loại {1} trong \"{2}\", danh sách có {3}.",
     "The document states {0} units of kind {1} in \"{2}\"; {3} are listed."},
    {"Đếm lại danh sách với văn bản: thiếu, thừa, hoặc sai loại đơn vị.",
     "Count the list against the document: a unit is missing, added or of another kind."}};

// Money in.
inline constexpr ProblemKind reserve_over_available{
    "reserve_over_available",
    Severity::error,
    {"Dự phòng {0} lớn hơn số có {1}.", "The reserve {0} is more than is available, {1}."},
    {"Sửa reserve hoặc available.", "Correct reserve or available."}};

inline constexpr ProblemKind carry_without_ground{
    "carry_without_ground",
    Severity::error,
    {"Chuyển nguồn {0} đồng mà không nêu căn cứ.",
     "{0} dong may be carried over without a ground."},
    {"Ghi carry_ground: một căn cứ của luật, hoặc để carry_out_max bằng 0.",
     "Give carry_ground, a ground of the law, or set carry_out_max to 0."}};

inline constexpr ProblemKind carry_ground_not_in_force{
    "carry_ground_not_in_force",
    Severity::error,
    {"Căn cứ chuyển nguồn \"{0}\" không có hiệu lực trong năm ngân sách {1}.",
     "The carry-over ground \"{0}\" is not in force in budget year {1}."},
    {"Dùng: {2}.", "Use: {2}."}};

inline constexpr ProblemKind carry_over_available{
    "carry_over_available",
    Severity::warning,
    {"Mức chuyển nguồn {0} lớn hơn số có trong năm {1}.",
     "The carry-over limit {0} is more than the year has, {1}."},
    {"Kiểm tra carry_out_max.", "Check carry_out_max."}};

inline constexpr ProblemKind budget_tier_gone{
    "budget_tier_gone",
    Severity::error,
    {"Ngân sách cấp \"{0}\" không còn từ ngày {1}.",
     "There is no budget of the tier \"{0}\" on {1}."},
    {"Ghi nguồn cho cấp ngân sách kế tục, hoặc giới hạn các tháng trước ngày đó.",
     "Give the source to the tier that follows, or end its months before that day."}};

inline constexpr ProblemKind source_kind_not_allowed{
    "source_kind_not_allowed",
    Severity::error,
    {"Nguồn \"{0}\" có tính chất {1}: không được dùng cho chi {2} (năm {3}).",
     "The source \"{0}\" is of nature {1}: it may not pay {2} expenditure (year {3})."},
    {"Sửa expenditure_kind hoặc nature; nếu pháp luật cho phép, thêm dòng vào {law_rows|trang "
     "\"Tham số pháp luật của kế hoạch\"}.",
     "Correct expenditure_kind or nature; where the law allows it, add a row to {law_rows|the "
     "sheet \"The plan's own law rows\"}."}};

inline constexpr ProblemKind transfer_cycle{"transfer_cycle",
                                            Severity::error,
                                            {"Các nguồn bổ sung cho nhau thành vòng: {0}.",
                                             "Sources supplement one another in a ring: {0}."},
                                            {"Sửa transfer_from.", "Correct transfer_from."}};

inline constexpr ProblemKind source_without_money{
    "source_without_money",
    Severity::warning,
    {"Nguồn \"{0}\" không có dòng nào trong {source_years|trang \"Nguồn vốn theo năm\"}.",
     "The source \"{0}\" has no row in {source_years|the sheet \"Money by source and year\"}."},
    {"Thêm số tiền theo năm, hoặc xóa nguồn.", "Add its money by year, or remove the source."}};

inline constexpr ProblemKind source_pays_nothing{
    "source_pays_nothing",
    Severity::warning,
    {"Nguồn \"{0}\" không được chi cho nhiệm vụ nào.", "The source \"{0}\" may pay for nothing."},
    {"Thêm dòng vào {payer_rules|trang \"Nguồn được chi cho\"}.",
     "Add a row to {payer_rules|the sheet \"What a source may pay for\"}."}};

inline constexpr ProblemKind payer_rule_never_applies{
    "payer_rule_never_applies",
    Severity::warning,
    {"Nguồn \"{0}\" ({1}) không bao giờ chi được cho \"{2}\" ({3}).",
     "The source \"{0}\" ({1}) can never pay for \"{2}\" ({3})."},
    {"Xóa dòng này, hoặc sửa loại chi của nguồn hay nhiệm vụ.",
     "Remove the row, or correct the expenditure kind of the source or the programme."}};

inline constexpr ProblemKind amount_is_zero{
    "amount_is_zero",
    Severity::warning,
    {"\"{0}\" có số tiền bằng 0.", "\"{0}\" has an amount of 0."},
    {"Ghi số tiền, hoặc xóa dòng nếu không có ý đó.",
     "Give an amount, or remove the row if 0 is not meant."}};

inline constexpr ProblemKind kept_over_available{
    "kept_over_available",
    Severity::error,
    {"Tiền dành riêng của nguồn \"{0}\" năm {1} cộng lại {2}, chỉ có {3}.",
     "The money kept from \"{0}\" in {1} adds up to {2}; there is {3}."},
    {"Giảm số dành riêng hoặc sửa số có.", "Reduce what is kept, or correct what is available."}};

inline constexpr ProblemKind reserve_out_of_band{
    "reserve_out_of_band",
    Severity::warning,
    {"Dự phòng cấp \"{0}\" năm {1} là {2}, ngoài khoảng {3}–{4} ({5} %–{6} % của {7}).",
     "The reserve of tier \"{0}\" in {1} is {2}, outside {3}–{4} ({5} %–{6} % of {7})."},
    {"Bố trí dự phòng trong khoảng luật định, hoặc kiểm tra phần không tính vào cơ sở.",
     "Bring the reserve into the band of the law, or check the part left out of the base."}};

// Programmes and what is in them.
inline constexpr ProblemKind local_share_twice{
    "local_share_twice",
    Severity::error,
    {"Nhiệm vụ \"{0}\" có cả local_share_percent và counterpart_per_central.",
     "The programme \"{0}\" has both local_share_percent and counterpart_per_central."},
    {"Chỉ ghi một trong hai.", "Give one of the two only."}};

inline constexpr ProblemKind local_share_too_fine{
    "local_share_too_fine",
    Severity::error,
    {"Các tỷ lệ địa phương của lớp \"{0}\" có mẫu số chung {1}, quá giới hạn {2}.",
     "The local shares of the class \"{0}\" have the common denominator {1}; the limit is {2}."},
    {"Ghi tỷ lệ với ít số lẻ hơn.", "Write the shares with fewer decimals."}};

inline constexpr ProblemKind percent_out_of_range{
    "percent_out_of_range",
    Severity::error,
    {"Tỷ lệ {0} % của \"{1}\" lớn hơn 100 %.", "{0} % of \"{1}\" is more than 100 %."},
    {"Ghi tỷ lệ từ 0 đến 100.", "Write a percentage from 0 to 100."}};

inline constexpr ProblemKind step_is_zero{
    "step_is_zero",
    Severity::error,
    {"Bước làm tròn của nhiệm vụ \"{0}\" bằng 0.", "The step of the programme \"{0}\" is 0."},
    {"Ghi một số tiền lớn hơn 0, hoặc để trống (1 đồng).",
     "Write an amount above 0, or leave it blank (1 dong)."}};

inline constexpr ProblemKind wrong_programme_kind{
    "wrong_programme_kind",
    Severity::error,
    {"Nhiệm vụ \"{0}\" thuộc loại {1}; bảng này dành cho loại {2}.",
     "The programme \"{0}\" is of kind {1}; this table is for {2}."},
    {"Sửa programme của dòng này hoặc kind của nhiệm vụ.",
     "Correct the programme of this row or the kind of the programme."}};

inline constexpr ProblemKind status_in_two_classes{
    "status_in_two_classes",
    Severity::error,
    {"Tình trạng dự án \"{0}\" thuộc cả lớp \"{1}\" và \"{2}\".",
     "The project status \"{0}\" is served by both \"{1}\" and \"{2}\"."},
    {"Chỉ để tình trạng này ở một lớp.", "Keep the status in one class."}};

inline constexpr ProblemKind amount_missing{
    "amount_missing",
    Severity::error,
    {"\"{0}\" không có số tiền; nhiệm vụ \"{1}\" không phải nhiệm vụ \"(nếu có)\".",
     "\"{0}\" has no amount; the programme \"{1}\" is not conditional."},
    {"Ghi số tiền (0 nếu đúng là 0), hoặc đặt conditional = yes cho nhiệm vụ.",
     "Give the amount (0 if it is 0), or set conditional = yes for the programme."}};

inline constexpr ProblemKind product_differs{
    "product_differs",
    Severity::error,
    {"\"{0}\": {1} × {2} = {3}, số tiền ghi {4}.", "\"{0}\": {1} × {2} = {3}; the amount is {4}."},
    {"Sửa số lượng, đơn giá hoặc số tiền.", "Correct the quantity, the price or the amount."}};

inline constexpr ProblemKind not_whole_steps{
    "not_whole_steps",
    Severity::error,
    {"\"{0}\": {1} đồng không chia hết cho bước {2} đồng của nhiệm vụ \"{3}\".",
     "\"{0}\": {1} dong is not a whole number of steps of {2} dong (programme \"{3}\")."},
    {"Làm tròn số tiền, hoặc sửa step của nhiệm vụ.",
     "Round the amount, or correct the step of the programme."}};

inline constexpr ProblemKind item_code_twice{
    "item_code_twice",
    Severity::error,
    {"Mã \"{0}\" đã dùng cho một khoản khác ({1}).",
     "The code \"{0}\" is already that of another item ({1})."},
    {"Đặt mã riêng: mã khoản chi, di tích, dự án và nhiệm vụ/đơn vị không được trùng nhau.",
     "Give it a code of its own: costs, sites, projects and programme/unit share one set of "
     "codes."}};

// Entitlements.
inline constexpr ProblemKind participants_overlap{
    "participants_overlap",
    Severity::error,
    {"Nhóm \"{0}\" của \"{1}\" năm {2} được tính hai lần từ tháng {3}; đã có dòng cho tháng {4}.",
     "The group \"{0}\" of \"{1}\" in {2} is counted twice from month {3}; a row covers months "
     "{4}."},
    {"Chia các tháng để mỗi tháng chỉ thuộc một dòng.",
     "Divide the months so that each belongs to one row."}};

inline constexpr ProblemKind entitlement_rule_missing{
    "entitlement_rule_missing",
    Severity::error,
    {"Chính sách \"{0}\" có người tham gia năm {1} nhưng không có quy tắc cho năm đó.",
     "The entitlement \"{0}\" has participants in {1} but no rule for that year."},
    {"Thêm dòng ({0}, {1}) vào {entitlement_rules|trang \"Quy tắc chính sách theo năm\"}.",
     "Add a row ({0}, {1}) to {entitlement_rules|the sheet \"Entitlement rules by year\"}."}};

inline constexpr ProblemKind top_ups_overlap{
    "top_ups_overlap",
    Severity::error,
    {"Nhóm \"{0}\" của \"{1}\" có hai mức hỗ trợ thêm chồng ngày nhau.",
     "The group \"{0}\" of \"{1}\" has two top-ups whose dates overlap."},
    {"Kết thúc mức trước rồi mới bắt đầu mức sau.",
     "End the earlier one before the later one begins."}};

inline constexpr ProblemKind top_up_over_whole{
    "top_up_over_whole",
    Severity::error,
    {"Nhóm \"{0}\": Nhà nước trả {1} %, hỗ trợ thêm {2} %, cộng lại hơn 100 % (ngày {3}).",
     "The group \"{0}\": the state pays {1} %, the top-up {2} %, together over 100 % (on {3})."},
    {"Giảm mức hỗ trợ thêm.", "Reduce the top-up."}};

// Sites and projects.
inline constexpr ProblemKind needs_over_ceiling{
    "needs_over_ceiling",
    Severity::warning,
    {"\"{0}\": nhu cầu các năm cộng lại {1}, mức tối đa {2}.",
     "\"{0}\": the needs of all years add up to {1}; the ceiling is {2}."},
    {"Kiểm tra nhu cầu hoặc mức tối đa.", "Check the needs or the ceiling."}};

inline constexpr ProblemKind above_approved_total{
    "above_approved_total",
    Severity::error,
    {"\"{0}\": lũy kế và nhu cầu cộng lại {1}, tổng mức được duyệt {2}.",
     "\"{0}\": what was paid and is needed adds up to {1}; the approved total is {2}."},
    {"Giảm nhu cầu, hoặc sửa tổng mức theo quyết định điều chỉnh.",
     "Reduce the needs, or correct the total by the decision that changes it."}};

inline constexpr ProblemKind project_sources_over_total{
    "project_sources_over_total",
    Severity::error,
    {"\"{0}\": các nguồn cộng lại {1}, cả dự án {2}.",
     "\"{0}\": the sources add up to {1}; the project has {2}."},
    {"Sửa số theo nguồn hoặc số của dự án.", "Correct the figures by source or of the project."}};

inline constexpr ProblemKind choice_item_unknown{
    "choice_item_unknown",
    Severity::error,
    {"\"{0}\" không phải mã di tích hoặc dự án nào{1}.",
     "\"{0}\" is not the code of a site or project{1}."},
    {"Sửa mã, hoặc thêm di tích, dự án đó.", "Correct the code, or add that site or project."}};

inline constexpr ProblemKind choice_schedule_unknown{
    "choice_schedule_unknown",
    Severity::error,
    {"Dự án \"{0}\" không có phương án phân kỳ \"{1}\".",
     "The project \"{0}\" has no schedule \"{1}\"."},
    {"Dùng \"given\" hoặc một mã trong bảng schedules.",
     "Use \"given\" or a code of the table schedules."}};

inline constexpr ProblemKind choice_floor_above_cap{
    "choice_floor_above_cap",
    Severity::error,
    {"\"{0}\": mức sàn {1} lớn hơn mức trần {2}.", "\"{0}\": the floor {1} is above the cap {2}."},
    {"Sửa một trong hai mức.", "Correct one of the two."}};

inline constexpr ProblemKind choice_stages_class{
    "choice_stages_class",
    Severity::error,
    {"Lớp \"{0}\" không chọn theo best_value nên không có mục tiêu lần lượt.",
     "The class \"{0}\" does not choose by best_value, so it has no goals one after another."},
    {"Dùng quy tắc best_value cho lớp này, hoặc bỏ dòng.",
     "Use the rule best_value for this class, or remove the row."}};

inline constexpr ProblemKind choice_stages_value{
    "choice_stages_value",
    Severity::error,
    {"Lớp \"{0}\": mục tiêu {1} có {2} dòng; value phải có đúng một, law_order và drawing_order "
     "nhiều nhất một.",
     "Class \"{0}\": {2} rows have the goal {1}; value needs exactly one, law_order and "
     "drawing_order at most one."},
    {"Thêm hoặc bỏ dòng của mục tiêu này.", "Add or remove rows of this goal."}};

inline constexpr ProblemKind choice_stage_measure{
    "choice_stage_measure",
    Severity::error,
    {"Chênh lệch theo \"{0}\": đơn vị \"{1}\" không có số đo lớn hơn 0.",
     "Spread by \"{0}\": the unit \"{1}\" has no measure above 0."},
    {"Ghi dân số (people) hoặc chỉ số đó cho mọi đơn vị được so.",
     "Give the people, or that indicator, of every unit that is compared."}};

inline constexpr ProblemKind project_too_long{
    "project_too_long",
    Severity::warning,
    {"Dự án \"{0}\" nhóm {1} được bố trí {2} năm ({3}–{4}), tối đa {5} năm.",
     "The project \"{0}\" of group {1} is funded for {2} years ({3}–{4}); at most {5}."},
    {"Rút ngắn thời gian bố trí vốn, hoặc nêu quyết định cho phép kéo dài.",
     "Shorten the funding, or name the decision that extends it."}};

// Earlier decisions.
inline constexpr ProblemKind unknown_item{
    "unknown_item",
    Severity::error,
    {"Không có khoản nào mã \"{0}\".", "There is no item \"{0}\"."},
    {"Dùng: {1}; hoặc mã nhiệm vụ/đơn vị với chính sách và công thức.",
     "Use: {1}; or programme/unit for entitlements and formulas."}};

inline constexpr ProblemKind decided_year_differs{
    "decided_year_differs",
    Severity::error,
    {"Khoản \"{0}\" thuộc năm {1}, số đã giao ghi năm {2}.",
     "The item \"{0}\" belongs to {1}; the decided amount is for {2}."},
    {"Sửa năm của số đã giao hoặc của khoản chi.",
     "Correct the year of the decided amount or of the cost."}};

inline constexpr ProblemKind spent_over_decided{
    "spent_over_decided",
    Severity::error,
    {"\"{0}\": đã chi và tạm ứng {1}, số đã giao chỉ {2}.",
     "\"{0}\": paid and advanced {1}; decided only {2}."},
    {"Sửa paid, advanced hoặc amount.", "Correct paid, advanced or amount."}};

inline constexpr ProblemKind decided_over_available{
    "decided_over_available",
    Severity::error,
    {"Số đã giao từ nguồn \"{0}\" năm {1} cộng lại {2}, nguồn chỉ có {3}.",
     "The amounts decided from \"{0}\" in {1} add up to {2}; the source has {3}."},
    {"Sửa số đã giao, hoặc số có của nguồn trong {source_years|trang \"Nguồn vốn theo năm\"}.",
     "Correct the decided amounts, or what the source has in {source_years|the sheet \"Money by "
     "source and year\"}."}};

// Formulas.
inline constexpr ProblemKind formula_pool_missing{
    "formula_pool_missing",
    Severity::error,
    {"Công thức theo điểm của \"{0}\" năm {1} không có số tiền đem chia.",
     "The points formula of \"{0}\" in {1} has no pool."},
    {"Ghi pool.", "Give pool."}};

inline constexpr ProblemKind formula_pool_not_used{
    "formula_pool_not_used",
    Severity::error,
    {"Công thức của \"{0}\" năm {1} không dùng số tiền ghi ở pool.",
     "The formula of \"{0}\" in {1} does not use the amount in pool."},
    {"Để trống pool, hoặc đổi method thành points và bỏ pool_rule.",
     "Leave pool blank, or change method to points without pool_rule."}};

inline constexpr ProblemKind formula_source_missing{
    "formula_source_missing",
    Severity::error,
    {"Hạn mức theo đơn vị của \"{0}\" năm {1} không nêu nguồn.",
     "The envelope of \"{0}\" in {1} names no source."},
    {"Ghi pool_source.", "Give pool_source."}};

inline constexpr ProblemKind formula_without_rows{
    "formula_without_rows",
    Severity::error,
    {"Công thức của \"{0}\" không có dòng nào trong bảng \"{1}\".",
     "The formula of \"{0}\" has no row in the table \"{1}\"."},
    {"Thêm tiêu chí hoặc định mức cho nhiệm vụ này.", "Add criteria or rates for this programme."}};

inline constexpr ProblemKind formula_without_units{
    "formula_without_units",
    Severity::error,
    {"Không có đơn vị nào trực thuộc \"{0}\" tham gia công thức của \"{1}\" năm {2}.",
     "No unit directly below \"{0}\" takes part in the formula of \"{1}\" in {2}."},
    {"Kiểm tra parent, unit_kinds và ngày tồn tại của các đơn vị.",
     "Check parent, unit_kinds and the dates of the units."}};

inline constexpr ProblemKind indicator_missing{
    "indicator_missing",
    Severity::error,
    {"Đơn vị \"{0}\" không có chỉ số \"{1}\" mà nhiệm vụ \"{2}\" cần (năm {3}).",
     "The unit \"{0}\" has no indicator \"{1}\", which the programme \"{2}\" needs (year {3})."},
    {"Thêm dòng ({0}, {1}) vào {indicators|trang \"Chỉ số\"}; ghi 0 nếu đúng là 0.",
     "Add a row ({0}, {1}) to {indicators|the sheet \"Indicators\"}; write 0 if it is 0."}};

inline constexpr ProblemKind per_is_zero{
    "per_is_zero",
    Severity::error,
    {"Tiêu chí \"{0}\": \"cứ mỗi\" bằng 0.", "The criterion \"{0}\": \"for every\" is 0."},
    {"Ghi một số lớn hơn 0.", "Write a number above 0."}};

inline constexpr ProblemKind first_amounts_over_pool{
    "first_amounts_over_pool",
    Severity::error,
    {"Số ấn định trước của \"{0}\" năm {1} cộng lại {2}, số đem chia chỉ {3}.",
     "The first amounts of \"{0}\" in {1} add up to {2}; the pool is {3}."},
    {"Giảm số ấn định trước hoặc sửa pool.", "Reduce the first amounts or correct pool."}};

inline constexpr ProblemKind rule_pack_unknown{
    "rule_pack_unknown",
    Severity::error,
    {"Không có bộ quy tắc \"{0}\".", "There is no rule pack \"{0}\"."},
    {"Có: {1}. Xem bằng phanbo law packs.", "There are: {1}. See phanbo law packs."}};

inline constexpr ProblemKind rule_pack_lapsed{
    "rule_pack_lapsed",
    Severity::warning,
    {"Bộ quy tắc \"{0}\" hết hiệu lực ngày {1}, trước ngày quyết định của kế hoạch ({2}).",
     "The rule pack \"{0}\" lapsed on {1}, before the plan's decision ({2})."},
    {"Chỉ dùng làm giả định; dùng bộ quy tắc đang có hiệu lực để quyết định.",
     "Use it as a hypothesis only; decide by the rule in force."}};

inline constexpr ProblemKind rule_pack_tier_gone{
    "rule_pack_tier_gone",
    Severity::warning,
    {"Bộ quy tắc \"{0}\" tính theo đơn vị của một cấp không còn: \"{1}\" hết từ ngày {2} ({3}).",
     "The rule pack \"{0}\" counts units of a tier that is gone: \"{1}\" ended on {2} ({3})."},
    {"Chỉ dùng làm giả định, với số liệu của cấp đó trước ngày ấy.",
     "Use it as a hypothesis only, with figures of that tier from before that day."}};

inline constexpr ProblemKind reading_not_chosen{
    "reading_not_chosen",
    Severity::error,
    {"Văn bản của bộ quy tắc \"{0}\" chưa thống nhất về \"{1}\"; công thức phải chọn đúng một cách "
     "hiểu.",
     "The published text of the pack \"{0}\" leaves \"{1}\" open; the formula must choose one "
     "reading."},
    {"Ghi mã của một cách hiểu vào readings: {2}.",
     "Write the code of one reading in readings: {2}."}};

inline constexpr ProblemKind pack_part_missing{
    "pack_part_missing",
    Severity::error,
    {"Bộ quy tắc \"{0}\" chưa đầy đủ: kế hoạch phải tự ghi \"{2}\" trong bảng {1} ({3}).",
     "The rule pack \"{0}\" is incomplete: the plan must give \"{2}\" in the table {1} ({3})."},
    {"Thêm dòng \"{2}\" theo văn bản đầy đủ.", "Add the row \"{2}\" from the full text."}};

// Printed statements.
inline constexpr ProblemKind statement_parent_unknown{
    "statement_parent_unknown",
    Severity::error,
    {"Bảng in \"{0}\" không có dòng cha \"{1}\".", "The statement \"{0}\" has no row \"{1}\"."},
    {"Dùng: {2}.", "Use: {2}."}};

inline constexpr ProblemKind statement_parent_cycle{
    "statement_parent_cycle",
    Severity::error,
    {"Các dòng của bảng in là cha của nhau thành vòng: {0}.",
     "Rows of the statement are parents of one another in a ring: {0}."},
    {"Sửa cột parent.", "Correct parent."}};

inline constexpr ProblemKind printed_total_differs{
    "printed_total_differs",
    Severity::error,
    {"Dòng \"{0}\" in {1}, {2} dòng con cộng lại {3} (lệch {4}, quá sai số làm tròn {5}).",
     "Row \"{0}\" prints {1}; its {2} children add up to {3} (off by {4}; rounding explains {5})."},
    {"Đối chiếu với bản in: sai ở dòng tổng, dòng con, hoặc thiếu dòng con.",
     "Compare with the printed page: the total, a child or a missing child is wrong."}};

inline constexpr ProblemKind printed_total_residual{
    "printed_total_residual",
    Severity::warning,
    {"Dòng \"{0}\" in {1}, {2} dòng con cộng lại {3}: lệch {4} do làm tròn.",
     "Row \"{0}\" prints {1}; its {2} children add up to {3}: off by {4}, within rounding."},
    {"Không phải sửa; phần lệch được ghi lại.", "Nothing to correct; the difference is recorded."}};

inline constexpr ProblemKind printed_child_over_parent{
    "printed_child_over_parent",
    Severity::error,
    {"Dòng con \"{0}\" ({1}) lớn hơn dòng cha \"{2}\" ({3}).",
     "The child row \"{0}\" ({1}) is more than its parent \"{2}\" ({3})."},
    {"Kiểm tra số của hai dòng, hoặc dòng cha.",
     "Check both figures, or which row is the parent."}};

inline constexpr ProblemKind printed_percent_differs{
    "printed_percent_differs",
    Severity::error,
    {"Dòng \"{0}\" in {1} %, thực hiện chia kế hoạch là {2} %.",
     "Row \"{0}\" prints {1} %; actual divided by plan is {2} %."},
    {"Kiểm tra ba số; cột tỷ lệ không nhân với đơn vị tính của bảng.",
     "Check the three figures; a percent is never scaled by the unit of the table."}};

inline constexpr ProblemKind magnitude_jump{
    "magnitude_jump",
    Severity::warning,
    {"Dòng \"{0}\" năm {1} là {2}, cách các năm khác từ 100 lần trở lên ({3}).",
     "Row \"{0}\" in {1} is {2}, 100 times or more away from the other years ({3})."},
    {"Kiểm tra đơn vị tính và dấu chấm: có thể dấu nhóm bị đọc thành dấu thập phân.",
     "Check the unit and the marks: a group mark may have been read as a decimal mark."}};

inline constexpr ProblemKind revenue_shares_sum{
    "revenue_shares_sum",
    Severity::error,
    {"Tỷ lệ của \"{0}\", \"{1}\" cộng lại {2} %, không phải 100 %.",
     "The shares of \"{0}\", \"{1}\" add up to {2} %, not 100 %."},
    {"Sửa tỷ lệ của một cấp hoặc thêm cấp còn thiếu.",
     "Correct the share of a tier or add the missing tier."}};

}  // namespace phanbo::input_problem
