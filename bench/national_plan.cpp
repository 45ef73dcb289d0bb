// Writes a plan folder of country size, made up from a seed: provinces, communes, ten sources, five
// years, money handed down in two steps of envelopes. For measuring; every amount is invented and
// the plan says so.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace {

struct Size {
  int provinces = 34;
  int communes = 3321;
  int projects_per_commune = 6;
  int money_percent = 100;  // more money is drawn from more sources: more lines a demand
  std::uint64_t seed = 1;
  std::filesystem::path folder;
};

constexpr int first_year = 2026;
constexpr int years = 5;
constexpr int tied_sources = 4;  // handed down by envelopes; the other six pay anywhere
constexpr int open_sources = 6;

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(high - low + 1));
  }

 private:
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  std::uint64_t state_;
};

struct TableText {
  std::ostringstream rows;
  int count = 0;
  bool has_money = false;
};

class NationalPlan {
 public:
  explicit NationalPlan(const Size& size) : size_(size), random_(size.seed) {}

  void write() {
    std::filesystem::create_directories(size_.folder);
    add_documents_and_units();
    add_classes_and_programmes();
    add_sources();
    add_formulas();
    add_projects();
    for (auto& [name, table] : tables_)
      std::ofstream(size_.folder / (name + ".csv")) << table.rows.str();
    write_header();
  }

 private:
  TableText& table(const std::string& name, const std::string& header, bool has_money = false) {
    TableText& made = tables_[name];
    made.rows << header << '\n';
    made.has_money = has_money;
    return made;
  }
  static void add(TableText& table, const std::string& row) {
    table.rows << row << '\n';
    ++table.count;
  }
  static std::string province(int index) { return "p" + std::to_string(100 + index); }
  static std::string commune(int index) { return "c" + std::to_string(10000 + index); }
  static std::string tied(int index) { return "tied-" + std::to_string(index); }
  static std::string open(int index) { return "open-" + std::to_string(index); }

  void add_documents_and_units() {
    add(table("documents", "code,citation,verification"),
        "made-up,Số liệu minh họa để đo tốc độ,illustrative");
    TableText& units = table("units", "code,name,kind,parent");
    TableText& indicators = table("indicators", "unit,indicator,value,document");
    add(units, "vn,Cả nước,country,");
    for (int p = 0; p < size_.provinces; ++p) {
      add(units, province(p) + ",Tỉnh " + std::to_string(p) + ",province,vn");
      add(indicators, province(p) + ",people," +
                          std::to_string(random_.between(500'000, 9'000'000)) + ",made-up");
    }
    for (int c = 0; c < size_.communes; ++c) {
      add(units,
          commune(c) + ",Xã " + std::to_string(c) + ",commune," + province(c % size_.provinces));
      add(indicators,
          commune(c) + ",people," + std::to_string(random_.between(5'000, 80'000)) + ",made-up");
    }
  }

  void add_classes_and_programmes() {
    TableText& classes = table("classes", "code,order,name,mandatory,rule,project_statuses");
    add(classes, "debt,1,Trả nợ,no,in_full,completed_unpaid");
    add(classes, "running,2,Chuyển tiếp,no,pro_rata,transition");
    add(classes, "social,3,Xã hội,no,by_points,oda_counterpart");
    add(classes, "new,4,Khởi công mới,no,in_rank_order,new");
    TableText& programmes = table("programmes", "code,name,kind,class,expenditure_kind,step", true);
    add(programmes, "works,Công trình,projects,new,investment,1000000");
    add(programmes, "services,Dịch vụ,projects,social,recurrent,1");
    for (int s = 0; s < tied_sources; ++s) {
      add(programmes,
          "to-province-" + std::to_string(s) + ",Chia cho tỉnh,formula,new,investment,1000000");
      add(programmes,
          "to-commune-" + std::to_string(s) + ",Chia cho xã,formula,new,investment,1000000");
    }
  }

  void add_sources() {
    TableText& sources = table(
        "sources", "code,name,nature,expenditure_kind,paying_budget,drawing_order,tied,document");
    TableText& money = table(
        "source_years", "source,year,available,reserve,carry_out_max,carry_ground,document", true);
    TableText& payers = table("payer_rules", "source,programme,document");
    for (int s = 0; s < tied_sources; ++s) {
      add(sources, tied(s) + ",Nguồn gắn " + std::to_string(s) +
                       ",balancing_supplement,both,central," + std::to_string(s + 1) +
                       ",yes,made-up");
      add(payers, tied(s) + ",works,made-up");
      add(payers, tied(s) + ",services,made-up");
      for (int y = 0; y < years; ++y) {
        add(money, tied(s) + "," + std::to_string(first_year + y) + "," + million(8'000'000) +
                       ",0,0,,made-up");
      }
    }
    for (int s = 0; s < open_sources; ++s) {
      const bool central = s % 2 == 0;
      add(sources,
          open(s) + ",Nguồn chung " + std::to_string(s) +
              (central ? ",excess_revenue,both,central," : ",excess_revenue,both,province,") +
              std::to_string(tied_sources + s + 1) + ",no,made-up");
      add(payers, open(s) + ",works,made-up");
      if (s % 3 != 0) add(payers, open(s) + ",services,made-up");
      for (int y = 0; y < years; ++y) {
        const bool carries = s == 5 && y + 1 < years;
        add(money,
            open(s) + "," + std::to_string(first_year + y) + "," + million(4'000'000) + "," +
                million_exact(100'000) + "," +
                (carries ? million_exact(400'000) + ",investment_extension" : std::string("0,")) +
                ",made-up");
      }
    }
  }

  /// Money grows with the number of projects, so that plans of all sizes are short to the same
  /// degree.
  std::string million_exact(std::int64_t amount) const {
    const std::int64_t projects = std::int64_t{size_.communes} * size_.projects_per_commune;
    return std::to_string(amount * projects / 19'926 * size_.money_percent / 100 * 1'000'000);
  }
  std::string million(std::int64_t amount) {
    return million_exact(amount * random_.between(900, 1100) / 1000);
  }

  void add_formulas() {
    TableText& formulas = table(
        "formulas",
        "programme,year,method,pool,pool_source,result,parent,unit_kinds,envelope_for,document",
        true);
    TableText& criteria = table("criteria", "programme,code,name,indicator,per,points,document");
    for (int s = 0; s < tied_sources; ++s) {
      const std::string down = "to-province-" + std::to_string(s),
                        further = "to-commune-" + std::to_string(s);
      add(criteria, down + ",people,Dân số,people,1000,1,made-up");
      add(criteria, further + ",people,Dân số,people,1000,1,made-up");
      for (int y = 0; y < years; ++y) {
        const std::string year = std::to_string(first_year + y);
        add(formulas, down + "," + year + ",points," + million_exact(7'000'000) + "," + tied(s) +
                          ",envelope,vn,province," + further + ",made-up");
        for (int p = 0; p < size_.provinces; ++p) {
          add(formulas, further + "," + year + ",points,," + tied(s) + ",envelope," + province(p) +
                            ",commune,works|services,made-up");
        }
      }
    }
  }

  void add_projects() {
    std::string header =
        "code,programme,name,unit,holder,group,status,score,approved_total,dossier,divisible,"
        "document";
    for (int y = 0; y < years; ++y) header += ",y" + std::to_string(first_year + y);
    TableText& projects = table("projects", header, true);
    const char* statuses[] = {"completed_unpaid", "transition", "oda_counterpart", "new", "new",
                              "transition"};
    for (int c = 0; c < size_.communes; ++c) {
      for (int k = 0; k < size_.projects_per_commune; ++k) {
        const bool service = k % 6 == 2;
        const bool whole = k % 6 == 3;
        std::int64_t total = 0;
        std::string needs;
        for (int y = 0; y < years; ++y) {
          const std::int64_t need = random_.between(2'000, 9'000) * 1'000'000;
          total += need;
          needs += "," + std::to_string(need);
        }
        add(projects, commune(c) + "-" + std::to_string(k) + (service ? ",services" : ",works") +
                          ",Dự án " + std::to_string(k) + "," + commune(c) + ",UBND xã,C," +
                          statuses[k % 6] + "," + std::to_string(random_.between(1, 100)) + "," +
                          std::to_string(total) + ",made-up," + (whole ? "no" : "yes") +
                          ",made-up" + needs);
      }
    }
  }

  void write_header() {
    std::ofstream header(size_.folder / "plan.json");
    header
        << "{\n  \"schema_version\": 1,\n  \"code\": \"national\",\n  \"name\": \"Kế hoạch cả nước "
           "để đo tốc độ\",\n"
        << "  \"stage\": \"submitted\",\n  \"first_year\": " << first_year
        << ",\n  \"last_year\": " << first_year + years - 1 << ",\n  \"province\": \"vn\",\n"
        << "  \"capital_priority\": \"capital_priority_2026_2030\",\n"
        << "  \"illustrative\": \"toàn bộ số liệu là số tạo ra để đo tốc độ\",\n  \"tables\": {\n";
    std::size_t left = tables_.size();
    for (const auto& [name, table] : tables_) {
      header << "    \"" << name << "\": { \"file\": \"" << name
             << ".csv\", \"rows\": " << table.count;
      if (table.has_money) header << ", \"amount_unit\": \"dong\"";
      header << " }" << (--left > 0 ? "," : "") << '\n';
    }
    header << "  }\n}\n";
  }

  Size size_;
  Random random_;
  std::map<std::string, TableText> tables_;
};

}  // namespace

int main(int count, char** arguments) {
  Size size;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string name = arguments[i];
    const std::string value = arguments[i + 1];
    if (name == "--provinces") size.provinces = std::atoi(value.c_str());
    if (name == "--communes") size.communes = std::atoi(value.c_str());
    if (name == "--projects-per-commune") size.projects_per_commune = std::atoi(value.c_str());
    if (name == "--money-percent") size.money_percent = std::atoi(value.c_str());
    if (name == "--seed") size.seed = std::strtoull(value.c_str(), nullptr, 10);
    if (name == "--out") size.folder = value;
  }
  if (size.folder.empty()) {
    std::cerr << "usage: national_plan --out FOLDER [--provinces 34] [--communes 3321] "
                 "[--projects-per-commune 6] [--money-percent 100] "
                 "[--seed 1]\n";
    return 2;
  }
  NationalPlan(size).write();
  return 0;
}
