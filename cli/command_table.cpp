#include <algorithm>
#include <array>

#include "cli/command.hpp"
#include "inputs/plan_book.hpp"

namespace phanbo {

namespace {

constexpr Text plan_summary = {
    "kế hoạch: sổ tính .xlsx, thư mục, tệp plan.json của nó, hoặc một plan.sealed.json",
    "a plan: an .xlsx workbook, a folder, its plan.json, or a plan.sealed.json"};
constexpr Text out_summary = {"thư mục kết quả của một lần phân bổ",
                              "the folder an allocation was written to"};

constexpr OptionSpec all_option = {
    "all",
    0,
    "",
    "",
    false,
    false,
    {"in mọi lỗi, không dừng ở 20", "print every problem, not just 20"}};

constexpr OptionSpec overwrite_option = {
    "overwrite",
    0,
    "",
    "",
    false,
    false,
    {"thay sổ tính đã có", "replace a workbook that is there"}};

constexpr OptionSpec threads_option = {
    "threads",
    0,
    "N",
    "",
    false,
    false,
    {"số luồng, 1 đến 256 (mặc định: số nhân của máy, nhiều nhất 8); mở nhiều nhất 8, hoặc bằng số "
     "nhân nếu máy có hơn 8; không đổi kết quả",
     "threads, 1 to 256 (default: the machine's processors, at most 8); at most 8 are started, or "
     "as many as there are processors if these are more; never changes the result"}};

constexpr std::array<OptionSpec, 2> common = {{
    {"lang",
     0,
     "LANG",
     "vi|en",
     false,
     false,
     {"ngôn ngữ trả lời (mặc định: vi; biến môi trường PHANBO_LANG đổi mặc định của thông báo)",
      "language of the answer (default: vi; PHANBO_LANG changes the default of messages)"}},
    {"help", 'h', "", "", false, false, {"in trợ giúp này", "print this help"}},
}};

constexpr ArgumentSpec check_arguments[] = {{"PLAN", true, "", plan_summary}};
constexpr OptionSpec check_options[] = {
    {"json",
     0,
     "",
     "",
     false,
     false,
     {"in các lỗi dạng JSON ra đầu ra chuẩn", "print the problems as JSON on standard output"}},
    {"marked",
     0,
     "COPY",
     "",
     false,
     false,
     {"khi kế hoạch là sổ tính: ghi một bản có ô sai tô đỏ, ghi chú cách sửa và trang \"Lỗi\"",
      "of a plan in a workbook: write a copy with wrong cells in red, each with a note how to "
      "correct it, and a sheet \"Problems\""}},
    overwrite_option,
    all_option};
constexpr ExampleSpec check_examples[] = {
    {"phanbo check examples/an-binh",
     {"mọi lỗi của kế hoạch, mỗi lỗi có chỗ và cách sửa",
      "all problems of the plan, with place and fix"}},
    {"phanbo check ke-hoach.xlsx --marked ke-hoach-loi.xlsx",
     {"lỗi nêu theo trang và ô; bản đánh dấu để sửa trong Excel",
      "problems by sheet and cell; a marked copy to correct in a spreadsheet"}},
    {"phanbo check examples/an-binh --json > loi.json",
     {"cho chương trình khác đọc", "for another program to read"}}};

constexpr ArgumentSpec allocate_arguments[] = {{"PLAN", true, "", plan_summary}};
constexpr OptionSpec allocate_options[] = {
    {"output",
     'o',
     "OUT",
     "",
     false,
     true,
     {"thư mục ghi kết quả; kết quả cũ ở đó được thay trọn vẹn",
      "folder for the results; an earlier result there is replaced as a whole"}},
    {"format",
     0,
     "LIST",
     "json|csv|html|xlsx|forms|datapackage|oc4ids",
     true,
     false,
     {"dạng kết quả, cách nhau bằng dấu phẩy (mặc định: json,csv,html): bảng JSON, bảng CSV, trang "
      "report.html, sổ tính allocation.xlsx có công thức, biểu mẫu forms.xlsx, dữ liệu mở "
      "datapackage.json (kèm bảng "
      "CSV) và oc4ids.json",
      "forms of the result, separated by commas (default: json,csv,html): tables as JSON or CSV, "
      "the page report.html, the workbook allocation.xlsx with formulas, the official forms "
      "forms.xlsx, open data as "
      "datapackage.json (with the CSV) and oc4ids.json"}},
    {"form-year",
     0,
     "YEAR",
     "",
     false,
     false,
     {"năm ngân sách của các biểu mẫu (mặc định: năm đầu của kế hoạch)",
      "budget year of the forms (default: the plan's first year)"}},
    {"print-unit",
     0,
     "UNIT",
     "dong|thousand_dong|million_dong|billion_dong",
     false,
     false,
     {"đơn vị in trên biểu mẫu (mặc định: million_dong)",
      "unit printed on the forms (default: million_dong)"}},
    {"rounding",
     0,
     "HOW",
     "ordinary|controlled",
     false,
     false,
     {"làm tròn biểu mẫu: ordinary (mặc định) từng số về gần nhất, nêu phần lệch; controlled: mọi "
      "hàng, cột khớp như in",
      "rounding of the forms: ordinary (default) each to the nearest, the residue stated; "
      "controlled: all rows and columns tie as printed"}},
    {"excel",
     0,
     "",
     "",
     false,
     false,
     {"bảng CSV cho Excel: có dấu thứ tự byte, phân cách bằng dấu chấm phẩy, chữ giống công thức "
      "được vô hiệu; không áp dụng cùng datapackage",
      "CSV tables for Excel: byte-order mark, separated by semicolons, texts like formulas "
      "defused; not together with datapackage"}},
    {"csv-separator",
     0,
     "MARK",
     "comma|semicolon|tab",
     false,
     false,
     {"dấu phân cách của bảng CSV (mặc định: comma; với --excel: semicolon)",
      "separator of the CSV tables (default: comma; with --excel: semicolon)"}},
    {"scenario",
     0,
     "NAME",
     "",
     false,
     false,
     {"phương án của kế hoạch (goc = kế hoạch không thay đổi); nhiều phương án cách nhau bằng dấu "
      "phẩy, hoặc all: mỗi phương án một thư mục OUT/<mã>, danh sách ở OUT/scenarios.json",
      "a scenario of the plan (goc = the plan without changes); several separated by commas, or "
      "all: a folder OUT/<code> each, listed in OUT/scenarios.json"}},
    {"vary",
     0,
     "RANGE",
     "",
     false,
     false,
     {"thử nhiều giá trị của một hoặc hai số (cách nhau bằng dấu phẩy): BẢNG/KHÓA/CỘT=TỪ:ĐẾN:BƯỚC, "
      "theo đơn vị của bảng; thêm sweep.json, sweep.html và ba bảng sweep_…",
      "try many values of one or two numbers (separated by a comma): "
      "TABLE/KEY/COLUMN=FROM:TO:STEP, in the unit of the table; adds sweep.json, sweep.html and "
      "three tables sweep_…"}},
    {"law-date",
     0,
     "DATE",
     "",
     false,
     false,
     {"tính như thể mọi ngày chọn pháp luật đều là ngày này (2026-06-30)",
      "compute as if every date that selects law were this day (2026-06-30)"}},
    {"known-on",
     0,
     "DATE",
     "",
     false,
     false,
     {"chỉ dùng pháp luật đã ghi nhận đến hết ngày này (2025-11-05)",
      "use only law recorded up to this day (2025-11-05)"}},
    threads_option,
    {"gap",
     0,
     "PERCENT",
     "",
     false,
     false,
     {"lớp chọn theo tổng giá trị: dừng khi chứng minh được còn cách tối ưu không quá bấy nhiêu % "
      "(mặc định: 0)",
      "classes by best_value: stop once the choice is proved to be within this of the optimum "
      "(default: 0)"}},
    {"work-limit",
     0,
     "N",
     "",
     false,
     false,
     {"giới hạn khối lượng tính khi chọn, khoảng N triệu phép tính (mặc định: 20000); cùng giới "
      "hạn, "
      "cùng kết quả",
      "limit on the work of choosing, about N million steps (default: 20000); the same limit gives "
      "the "
      "same result"}},
    {"memory",
     0,
     "MB",
     "",
     false,
     false,
     {"dừng việc chọn khi chương trình dùng quá bấy nhiêu megabyte bộ nhớ",
      "stop choosing once the program uses more than this many megabytes of memory"}},
    {"start",
     0,
     "OUT",
     "",
     false,
     false,
     {"bắt đầu tìm từ lựa chọn của kết quả trước ở thư mục này; kết quả ghi SHA-256 của nó",
      "start searching from the choice of the earlier result in this folder; the result names its "
      "SHA-256"}},
    {"seconds",
     0,
     "S",
     "",
     false,
     false,
     {"dừng việc chọn sau S giây; kết quả có thể khác nhau giữa các lần chạy",
      "stop choosing after S seconds; results may differ from run to run"}},
    {"quiet",
     'q',
     "",
     "",
     false,
     false,
     {"không in tóm tắt và cảnh báo", "print no summary and no warnings"}},
    all_option};
constexpr ExampleSpec allocate_examples[] = {
    {"phanbo allocate examples/an-binh -o ket-qua",
     {"phân bổ, ghi các bảng vào ket-qua/tables", "allocate; the tables are in ket-qua/tables"}},
    {"phanbo allocate examples/an-binh -o results --format csv --lang en",
     {"chỉ bảng CSV, tiếng Anh", "CSV tables only, in English"}},
    {"phanbo allocate examples/an-binh -o ket-qua --format xlsx,forms --form-year 2026",
     {"sổ tính có công thức và biểu mẫu năm 2026 theo triệu đồng",
      "the workbook with formulas, and the forms of 2026 in million dong"}},
    {"phanbo allocate examples/an-binh -o ket-qua --format html,datapackage,oc4ids",
     {"trang để xem và dữ liệu mở", "the page to look at, and open data"}},
    {"phanbo allocate examples/an-binh -o phuong-an --scenario all --threads 4",
     {"mọi phương án của kế hoạch, mỗi phương án một thư mục",
      "every scenario of the plan, a folder each"}}};

constexpr ArgumentSpec compare_arguments[] = {
    {"BASE",
     true,
     "",
     {"thư mục kết quả làm gốc so sánh", "the result folder that others are held against"}},
    {"OUT…",
     true,
     "",
     {"một hay nhiều thư mục kết quả khác (nhiều nhất 11)",
      "one or more other result folders (at most 11)"},
     true}};
constexpr OptionSpec compare_options[] = {
    {"output",
     'o',
     "OUT2",
     "",
     false,
     false,
     {"thư mục ghi bảng so sánh và trang comparison.html",
      "folder for the tables and the page comparison.html"}},
    {"format",
     0,
     "LIST",
     "json|csv|html|xlsx",
     true,
     false,
     {"dạng kết quả, cách nhau bằng dấu phẩy (mặc định: json,csv,html); xlsx: sổ tính "
      "comparison.xlsx có công thức",
      "forms of the output, separated by commas (default: json,csv,html); xlsx: the workbook "
      "comparison.xlsx with formulas"}},
    {"worth-reading",
     0,
     "SIZE",
     "",
     false,
     false,
     {"chênh lệch từ mức này thì đáng đọc: 5% số bố trí của gốc, hoặc số đồng (mặc định: 1%)",
      "differences from here on are worth reading: 5% of what the base allocates, or an amount in "
      "dong (default: 1%)"}},
    {"expect-same",
     0,
     "",
     "",
     false,
     false,
     {"kiểm tra các kết quả như nhau; mã thoát 1 và chỗ khác nếu không",
      "check that the results are the same; exit 1 and what differs if not"}},
    {"no-causes",
     0,
     "",
     "",
     false,
     false,
     {"không chia chênh lệch theo nguyên nhân", "do not split differences by cause"}},
    threads_option,
    {"quiet", 'q', "", "", false, false, {"không in các câu tóm tắt", "print no headlines"}}};
constexpr ExampleSpec compare_examples[] = {
    {"phanbo compare goc bot-30 -o so-sanh",
     {"ai được thêm, ai bị bớt, vì sao; xem so-sanh/comparison.html",
      "who gains, who loses, why; see so-sanh/comparison.html"}},
    {"phanbo compare goc phuong-an-1 phuong-an-2 -o so-sanh --threads 2",
     {"nhiều phương án so với một gốc", "several options against one base"}},
    {"phanbo compare goc bot-30 -o so-sanh --format html,xlsx",
     {"thêm sổ tính so-sanh/comparison.xlsx", "the workbook so-sanh/comparison.xlsx as well"}},
    {"phanbo compare lan-1 lan-2 --expect-same",
     {"hai lần chạy phải ra như nhau", "two runs must give the same"}}};

constexpr ArgumentSpec explain_arguments[] = {
    {"OUT", true, "", out_summary},
    {"ID",
     false,
     "",
     {"mã dòng sổ phân bổ, nhu cầu (<mã>/<năm>), đối tượng hoặc số trong result.json; "
      "sources/<nguồn>/<năm>, shortfalls/<lớp> hoặc choices/<lớp>",
      "code of a ledger line, a demand (<item>/<year>), an item or a figure of result.json; "
      "sources/<source>/<year>, shortfalls/<class> or choices/<class>"}}};
constexpr OptionSpec explain_options[] = {
    {"format",
     0,
     "FORM",
     "tree|json|annex",
     false,
     false,
     {"cây trên màn hình (mặc định), JSON, hoặc đoạn văn có chú thích cho phụ lục",
      "a tree on the screen (default), JSON, or a paragraph with footnotes for an annex"}},
    {"json", 0, "", "", false, false, {"như --format json", "the same as --format json"}},
    {"input",
     0,
     "PLACE",
     "",
     false,
     false,
     {"những số nào dựa vào số liệu này: BẢNG/KHÓA/CỘT",
      "which figures rest on this input: TABLE/KEY/COLUMN"}},
    {"to",
     0,
     "VALUE",
     "",
     false,
     false,
     {"với --input: những số nào thay đổi, và thành bao nhiêu, nếu số liệu là giá trị này (tiền "
      "tính "
      "bằng đồng)",
      "with --input: which figures move, and to what, if the input had this value (money in "
      "dong)"}},
    {"more",
     0,
     "NUMBER",
     "",
     false,
     false,
     {"với --input: như --to, nhưng số liệu thêm bấy nhiêu (thêm 1 người, 1 km², 1 %; số âm là "
      "bớt)",
      "with --input: as --to, but the input is so much more (one person, one km², one percent; "
      "negative: less)"}},
    {"against",
     0,
     "UNIT",
     "",
     false,
     false,
     {"so với đơn vị khác của cùng công thức: tiêu chí nào làm nên chênh lệch, theo điểm và đồng",
      "against another unit of the same formula: which criterion makes the difference, in points "
      "and đồng"}},
    {"article",
     0,
     "WORDS",
     "",
     false,
     false,
     {"những số nào dựa vào văn bản, điều này, ví dụ \"Nghị định 188/2025/NĐ-CP, Điều 6\"",
      "which figures rest on this document or article"}}};
constexpr ExampleSpec explain_examples[] = {
    {"phanbo explain ket-qua bhyt-atk/an-binh/2026@nstw-thuong-xuyen",
     {"vì sao số tiền này, đến từng điều luật", "how the amount came about, down to the article"}},
    {"phanbo explain ket-qua dt-1/2026",
     {"nhu cầu được tính ra sao, vì sao không được bố trí, điều gì làm thay đổi",
      "how the need was assessed, why it was not paid, what would change it"}},
    {"phanbo explain ket-qua von-cap-xa/xa-07/2026 --against phuong-05",
     {"tiêu chí nào làm hai đơn vị chênh nhau", "which criterion makes two units differ"}},
    {"phanbo explain ket-qua --input indicators/xa-07/dan-so/value --more 1",
     {"thêm một người thì điểm và tiền đổi ra sao", "what one more person would change"}},
    {"phanbo explain ket-qua dt-1/2026 --format annex",
     {"một đoạn văn có chú thích cho phụ lục", "a paragraph with footnotes for an annex"}},
    {"phanbo explain ket-qua --article \"Nghị định 188/2025/NĐ-CP, Điều 6\"",
     {"những số nào dựa vào điều này", "which figures rest on this article"}}};

constexpr ArgumentSpec example_arguments[] = {
    {"NAME",
     false,
     "",
     {"tên ví dụ; bỏ trống để xem danh sách", "the example; leave out to list them"}},
    {"DIR", false, "", {"thư mục mới hoặc còn trống", "a folder that is new or empty"}}};
constexpr ExampleSpec example_examples[] = {
    {"phanbo example", {"danh sách ví dụ", "the list of examples"}},
    {"phanbo example an-binh ke-hoach",
     {"chép kế hoạch mẫu vào thư mục ke-hoach để sửa", "copy a sample plan into ke-hoach"}}};

constexpr ArgumentSpec template_arguments[] = {
    {"FILE", true, "", {"sổ tính mới, tên kết thúc bằng .xlsx", "a new workbook, named .xlsx"}}};
constexpr OptionSpec template_options[] = {
    {"years",
     0,
     "YEARS",
     "",
     false,
     false,
     {"các năm kế hoạch (mặc định: 2026-2030)", "years of the plan (default: 2026-2030)"}},
    {"for",
     0,
     "LIST",
     kinds_of_template,
     true,
     false,
     {"các trang cần, cách nhau bằng dấu phẩy: entitlement (bảo hiểm, chế độ), formula (chia theo "
      "điểm, định mức), grants (di tích), projects (dự án), fixed (khoản đã biết), choice (chọn dự "
      "án), scenarios (phương án), all (mọi bảng); mặc định: năm loại đầu và scenarios",
      "the sheets wanted, separated by commas: entitlement, formula, grants, projects, fixed, "
      "choice, scenarios, all (every table); default: the first five and scenarios"}},
    {"from",
     0,
     "PLAN",
     "",
     false,
     false,
     {"điền sẵn từ kế hoạch này, với các năm của nó", "fill in this plan, with its own years"}},
    overwrite_option};
constexpr ExampleSpec template_examples[] = {
    {"phanbo template ke-hoach.xlsx --years 2026-2028",
     {"sổ tính trống để điền; đọc trang \"Hướng dẫn\" trước",
      "an empty workbook to fill in; read its sheet \"Guide\" first (with --lang en)"}},
    {"phanbo template chia-diem.xlsx --years 2026 --for formula",
     {"chỉ các trang để chia một số tiền theo điểm", "only the sheets for sharing by points"}},
    {"phanbo template an-binh.xlsx --from examples/an-binh",
     {"ví dụ An Bình trong sổ tính, để xem và sửa", "the example An Bình, to look at and change"}},
    {"phanbo check ke-hoach.xlsx --marked ke-hoach-loi.xlsx",
     {"khi điền xong", "when it is filled in"}}};

constexpr ArgumentSpec convert_arguments[] = {{"PLAN", true, "", plan_summary}};
constexpr OptionSpec convert_options[] = {
    {"output",
     'o',
     "TARGET",
     "",
     false,
     true,
     {"thư mục mới, hoặc sổ tính mới (tên kết thúc bằng .xlsx)",
      "a new folder, or a new workbook (named .xlsx)"}},
    overwrite_option};
constexpr ExampleSpec convert_examples[] = {
    {"phanbo convert ke-hoach.xlsx -o ke-hoach",
     {"sổ tính thành thư mục CSV", "a workbook becomes a folder of CSV files"}},
    {"phanbo convert examples/an-binh -o an-binh.xlsx",
     {"thư mục thành sổ tính, kèm số dòng và tổng đối chiếu",
      "a folder becomes a workbook, with its row counts and control sums"}}};

constexpr ArgumentSpec schema_arguments[] = {
    {"NAME",
     false,
     "",
     {"plan hoặc tên bảng; bỏ trống để xem danh sách", "plan or a table; leave out to list them"}}};
constexpr OptionSpec schema_options[] = {
    {"manual",
     0,
     "",
     "",
     false,
     false,
     {"in toàn bộ mô tả dạng kế hoạch (Markdown)", "print the plan format manual (Markdown)"}}};
constexpr ExampleSpec schema_examples[] = {
    {"phanbo schema plan", {"JSON Schema của plan.json", "JSON Schema of plan.json"}},
    {"phanbo schema sources", {"các cột của bảng nguồn vốn", "the columns of table sources"}},
    {"phanbo schema --manual > plan-format.md", {"cả cuốn hướng dẫn", "the whole manual"}}};

constexpr ExampleSpec law_list_examples[] = {
    {"phanbo law list", {"các chủ đề, số dòng, thời gian", "the topics, their rows and dates"}}};

constexpr ArgumentSpec law_show_arguments[] = {
    {"TOPIC",
     true,
     "",
     {"chủ đề của 'phanbo law list', bộ của 'phanbo law packs' hoặc thư mục một bộ của mình",
      "a topic of 'phanbo law list', a pack of 'phanbo law packs', or the folder of a pack of your "
      "own"}},
    {"KEY", false, "", {"một mục của chủ đề", "one key of the topic"}}};
constexpr OptionSpec law_show_options[] = {{"on",
                                            0,
                                            "DATE",
                                            "",
                                            false,
                                            false,
                                            {"chỉ các dòng có hiệu lực ngày này (2025-07-01)",
                                             "only rows in force that day (2025-07-01)"}}};
constexpr ExampleSpec law_show_examples[] = {
    {"phanbo law show base_salary --on 2025-07-01",
     {"lương cơ sở ngày 01/7/2025, theo văn bản nào", "the base salary that day and its document"}},
    {"phanbo law show reserve_band maximum",
     {"mức dự phòng tối đa qua các năm, có ghi chú",
      "the highest reserve over the years, with notes"}}};

constexpr ExampleSpec law_packs_examples[] = {
    {"phanbo law packs", {"các bộ quy tắc và phần còn phải chọn", "the packs, and what is open"}}};
constexpr ArgumentSpec law_check_arguments[] = {
    {"FOLDER",
     false,
     "",
     {"thư mục của bộ quy tắc tự viết; bỏ trống để kiểm tra các bộ có sẵn",
      "the folder of a pack of your own; leave out to check the shipped ones"}}};
constexpr ExampleSpec law_check_examples[] = {
    {"phanbo law check",
     {"khoảng trống, chồng lấn, dòng chưa đối chiếu", "gaps, overlaps, rows not checked"}},
    {"phanbo law check nghi-quyet-cua-toi",
     {"kiểm tra bộ quy tắc tự viết trước khi dùng", "check a pack of your own before using it"}}};
constexpr ArgumentSpec law_used_arguments[] = {{"OUT", true, "", out_summary}};
constexpr ExampleSpec law_used_examples[] = {
    {"phanbo law used ket-qua",
     {"các dòng luật mà kết quả dựa vào", "the rows of law that a result rests on"}}};

constexpr OptionSpec problems_options[] = {
    {"json", 0, "", "", false, false, {"dạng JSON", "as JSON"}}};
constexpr ExampleSpec problems_examples[] = {
    {"phanbo problems",
     {"mọi loại lỗi, câu báo và cách sửa", "every kind of problem and its fix"}}};

constexpr ArgumentSpec completion_arguments[] = {{"SHELL", true, "bash", {"bash", "bash"}}};
constexpr ExampleSpec completion_examples[] = {
    {"source <(phanbo completion bash)",
     {"gõ tắt bằng phím Tab trong phiên này", "completion by Tab in this session"}}};

constexpr ExampleSpec manual_examples[] = {
    {"phanbo manual | man -l -", {"đọc trang hướng dẫn", "read the manual page"}}};

constexpr ArgumentSpec help_arguments[] = {
    {"COMMAND", false, "", {"lệnh cần trợ giúp", "the command to explain"}},
    {"WORD", false, "", {"từ thứ hai của lệnh", "the second word of the command"}}};
constexpr ExampleSpec help_examples[] = {
    {"phanbo help allocate", {"như phanbo allocate --help", "the same as phanbo allocate --help"}}};

constexpr Command table[] = {
    {"check",
     {"tìm mọi lỗi của một kế hoạch; không ghi gì", "find all problems of a plan; writes nothing"},
     {},
     check_arguments,
     check_options,
     check_examples,
     run_check},
    {"allocate",
     {"phân bổ một kế hoạch và ghi các bảng", "allocate a plan and write the tables"},
     {"Ở OUT: result.json, plan.sealed.json và thư mục tables. Thư mục được thay bằng một lần đổi\n"
      "tên: lúc nào cũng là bản cũ trọn vẹn hoặc bản mới trọn vẹn.",
      "OUT holds result.json, plan.sealed.json and the folder tables. It is exchanged by one\n"
      "rename: at any moment it is the complete old result or the complete new one."},
     allocate_arguments,
     allocate_options,
     allocate_examples,
     run_allocate},
    {"compare",
     {"so sánh hai hay nhiều kết quả: ai được, ai mất, vì sao",
      "hold results against each other: who gains, who loses, why"},
     {"Kết quả đầu là gốc. Ở OUT2: comparison.json, comparison.html và thư mục tables.",
      "The first result is the base. OUT2 holds comparison.json, comparison.html and the folder\n"
      "tables."},
     compare_arguments,
     compare_options,
     compare_examples,
     run_compare},
    {"explain",
     {"một con số từ đâu ra, đến từng điều luật", "how a figure came about, down to the law"},
     {},
     explain_arguments,
     explain_options,
     explain_examples,
     run_explain},
    {"example",
     {"chép một kế hoạch mẫu ra thư mục", "copy a sample plan into a folder"},
     {},
     example_arguments,
     {},
     example_examples,
     run_example},
    {"template",
     {"ghi một sổ tính để điền kế hoạch", "write a workbook to type a plan into"},
     {"Mỗi bảng một trang, có danh sách thả xuống và giải thích; trang đầu là hướng dẫn. Mọi lệnh "
      "nhận\n"
      "kế hoạch đều nhận sổ tính đã điền: check, allocate… Lỗi nêu theo trang và ô.",
      "A sheet for each table, with drop-down lists and explanations; the first sheet says how to\n"
      "fill it in. Every command that takes a plan takes the workbook; problems name sheet and "
      "cell."},
     template_arguments,
     template_options,
     template_examples,
     run_template},
    {"convert",
     {"đổi kế hoạch giữa thư mục và sổ tính", "turn a plan folder into a workbook, or back"},
     {"Kế hoạch đọc lại như cũ: cùng số liệu, cùng kết quả.",
      "The plan reads the same afterwards: same data, same results."},
     convert_arguments,
     convert_options,
     convert_examples,
     run_convert},
    {"schema",
     {"dạng của kế hoạch: JSON Schema, hướng dẫn", "the form of a plan: JSON Schema, manual"},
     {},
     schema_arguments,
     schema_options,
     schema_examples,
     run_schema},
    {"law list",
     {"các chủ đề luật có trong chương trình", "the topics of law in the program"},
     {},
     {},
     {},
     law_list_examples,
     run_law_list},
    {"law show",
     {"luật nói gì, vào ngày nào, theo văn bản nào", "what the law says, when, by which document"},
     {},
     law_show_arguments,
     law_show_options,
     law_show_examples,
     run_law_show},
    {"law packs",
     {"các bộ tiêu chí, định mức có trong chương trình", "the packs of criteria and norms"},
     {},
     {},
     {},
     law_packs_examples,
     run_law_packs},
    {"law check",
     {"kiểm tra các bộ tiêu chí, định mức", "checks the packs of criteria and norms"},
     {},
     law_check_arguments,
     {},
     law_check_examples,
     run_law_check},
    {"law used",
     {"các dòng luật mà một kết quả đã dùng", "the rows of law that a result used"},
     {},
     law_used_arguments,
     {},
     law_used_examples,
     run_law_used},
    {"problems",
     {"danh mục mọi loại lỗi", "the catalogue of problems"},
     {},
     {},
     problems_options,
     problems_examples,
     run_problems},
    {"completion",
     {"in kịch bản gõ tắt cho bash", "print the completion script for bash"},
     {},
     completion_arguments,
     {},
     completion_examples,
     run_completion},
    {"manual",
     {"in trang hướng dẫn (dạng man)", "print the manual page (man format)"},
     {},
     {},
     {},
     manual_examples,
     run_manual},
    {"help",
     {"trợ giúp về một lệnh", "help on a command"},
     {},
     help_arguments,
     {},
     help_examples,
     run_help},
};

}  // namespace

std::span<const Command> commands() { return table; }

std::span<const OptionSpec> common_options() { return common; }

const Command* find_command(std::string_view name) {
  const auto* const found = std::find_if(std::begin(table), std::end(table),
                                         [&](const Command& c) { return c.name == name; });
  return found == std::end(table) ? nullptr : found;
}

bool is_command_group(std::string_view word) {
  return std::any_of(std::begin(table), std::end(table), [&](const Command& command) {
    return command.name.size() > word.size() && command.name.starts_with(word) &&
           command.name[word.size()] == ' ';
  });
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t end = text.find(separator); end != std::string_view::npos;
       end = text.find(separator)) {
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  if (!text.empty() || !parts.empty()) parts.emplace_back(text);
  return parts;
}

}  // namespace phanbo
