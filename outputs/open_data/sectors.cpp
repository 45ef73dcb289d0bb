#include "outputs/open_data/sectors.hpp"

#include <algorithm>
#include <array>

namespace phanbo::open_data {

namespace {

constexpr std::array<Sector, 13> sectors = {{
    {"an-ninh", "", "040"},
    {"bao-dam-xa-hoi", "", "370"},
    {"cong-trinh-do-thi", "", "280"},
    {"giao-duc", "education", "070"},
    {"giao-thong", "transport", "280"},
    {"khoa-hoc", "", "100"},
    {"kinh-te", "economy", "280"},
    {"moi-truong", "", "250"},
    {"quan-ly-nha-nuoc", "governance", "340"},
    {"quoc-phong", "", "010"},
    {"the-thao", "cultureSportsAndRecreation", "220"},
    {"van-hoa-thong-tin", "cultureSportsAndRecreation", "160"},
    {"y-te", "health", "130"},
}};

}  // namespace

const Sector* find_sector(std::string_view code) {
  const auto found = std::find_if(sectors.begin(), sectors.end(),
                                  [&](const Sector& sector) { return sector.code == code; });
  return found == sectors.end() ? nullptr : &*found;
}

}  // namespace phanbo::open_data
