#include "pricing/layout/proposal/prose.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace switchyard::pricing::proposal {
namespace {

constexpr std::size_t kCellsMax = 20'000;
constexpr std::size_t kDataTextsMax = 3'000;

bool in_data(const std::vector<SeenBlock>& blocks, std::uint32_t sheet, workbook::CellPlace place) {
  return std::any_of(blocks.begin(), blocks.end(), [&](const SeenBlock& block) {
    return block.sheet == sheet && place.row >= block.first_row && place.row <= block.last_row && place.column >= block.first_column && place.column <= block.last_column;
  });
}

struct UnitWord {
  std::string_view unit;       // As --unit has it.
  std::string_view expression;
  bool gas;
};
constexpr UnitWord kUnitWords[] = {
    {"cents/kWh", R"((cents|¢|\bc\b)\s*(/|per)\s*kwh)", false}, {"$/MWh", R"(\$\s*(/|per)\s*mwh|per mwh)", false}, {"$/kWh", R"(\$\s*(/|per)\s*kwh|per kwh)", false},
    {"cents/therm", R"((cents|¢)\s*(/|per)\s*therm)", true},    {"$/therm", R"(\$\s*(/|per)\s*therm|per therm)", true}, {"$/Ccf", R"(\$\s*(/|per)\s*ccf|per ccf)", true},
    {"$/Mcf", R"(\$\s*(/|per)\s*mcf|per mcf)", true},           {"$/Dth", R"(\$\s*(/|per)\s*(dth|dekatherm|mmbtu)|per (dth|dekatherm|mmbtu))", true},
};

UnitChoice as_choice(std::string_view unit, std::string rests_on) {
  UnitChoice choice{.price_unit = std::string(unit), .scale = {}, .rests_on = std::move(rests_on), .ask = {}, .gas = unit.find("kWh") == std::string_view::npos && unit != "$/MWh"};
  if (unit == "cents/kWh") choice.price_unit = "$/kWh", choice.scale = "0.01";
  if (unit == "$/MWh") choice.price_unit = "$/kWh", choice.scale = "0.001";
  if (unit == "cents/therm") choice.price_unit = "$/therm", choice.scale = "0.01";
  return choice;
}

Decimal hundredths(std::int64_t value) { return Decimal::from_parts(value, 2).value(); }

// Can all prices of the file be in it?
bool fits(std::string_view unit, Decimal least, Decimal most) {
  if (unit == "$/kWh") return least >= hundredths(1) && most <= hundredths(50);
  if (unit == "cents/kWh") return least >= hundredths(100) && most <= hundredths(5'000);
  if (unit == "$/MWh") return least >= hundredths(1'000) && most <= hundredths(50'000);
  if (unit == "$/therm" || unit == "$/Ccf") return least >= hundredths(8) && most <= hundredths(400);
  if (unit == "cents/therm") return least >= hundredths(800) && most <= hundredths(40'000);
  return least >= hundredths(80) && most <= hundredths(4'000);
}

}  // namespace

Prose::Prose(const Looks& looks, const std::vector<SeenBlock>& blocks) : looks_(looks) {
  for (std::uint32_t s = 0; s < looks.size(); ++s) {
    if (!looks[s]) continue;
    for (std::uint32_t row = 0; row < looks[s]->rows(); ++row) {
      for (std::uint32_t column = 0; column < looks[s]->columns() && cells_.size() < kCellsMax; ++column) {
        const auto look = looks[s]->at(row, column);
        if (look != Look::text && look != Look::month && look != Look::band) continue;
        if (in_data(blocks, s, {row, column})) {
          if (look != Look::month && data_.size() < kDataTextsMax) data_.insert(looks[s]->text(row, column));
          continue;
        }
        cells_.push_back({s, {row, column}, looks[s]->text(row, column)});
      }
    }
  }
}

const ProseCell* Prose::find(const Pattern& pattern) const {
  const auto found = std::find_if(cells_.begin(), cells_.end(), [&](const ProseCell& cell) { return pattern.matches(cell.text); });
  return found == cells_.end() ? nullptr : &*found;
}

std::vector<const ProseCell*> Prose::find_all(const Pattern& pattern) const {
  std::vector<const ProseCell*> all;
  for (const auto& cell : cells_) {
    if (pattern.matches(cell.text)) all.push_back(&cell);
  }
  return all;
}

bool Prose::data_says(const Pattern& pattern) const {
  return std::any_of(data_.begin(), data_.end(), [&](const std::string& text) { return pattern.matches(text); });
}

std::string Prose::cell(const ProseCell& at) const { return looks_[at.sheet]->cell(at.place.row, at.place.column); }

UnitChoice choose_unit(const Prose& prose, const std::string& answer, const std::string& commodity, Decimal least, Decimal most) {
  if (!answer.empty()) return as_choice(answer, "as you said");
  std::vector<std::pair<const UnitWord*, const ProseCell*>> said;
  for (const auto& word : kUnitWords) {
    if ((commodity == "gas" && !word.gas) || (commodity == "electric" && word.gas)) continue;
    const auto* cell = prose.find(Pattern::compile(word.expression).value());
    if (cell != nullptr) said.emplace_back(&word, cell);
  }
  std::vector<std::pair<const UnitWord*, const ProseCell*>> fitting;
  std::copy_if(said.begin(), said.end(), std::back_inserter(fitting), [&](const auto& word) { return fits(word.first->unit, least, most); });
  const auto range = fmt::format("prices from {} to {}", least.shortest_text(), most.shortest_text());
  if (fitting.size() == 1) {
    auto choice = as_choice(fitting[0].first->unit, fmt::format("{}, and {}", prose.cell(*fitting[0].second), range));
    if (said.size() > 1) choice.ask = fmt::format("The file speaks of several units; {} is the one that {} fit. Is it right?", fitting[0].first->unit, range);
    return choice;
  }
  if (fitting.size() > 1) {
    // The one that usage is counted in is the likelier.
    std::stable_partition(fitting.begin(), fitting.end(), [&](const auto& word) {
      return prose.data_says(Pattern::compile(fmt::format("{}\\b", word.first->unit.substr(word.first->unit.find('/') + 1))).value());
    });
    auto choice = as_choice(fitting[0].first->unit, prose.cell(*fitting[0].second));
    std::string units;
    for (const auto& [word, cell] : fitting) units += fmt::format("{}{} ({})", units.empty() ? "" : ", ", word->unit, prose.cell(*cell));
    choice.ask = fmt::format("The file says several units: {}. Which one are the prices in? price_unit and price.scale must say it.", units);
    return choice;
  }
  static const auto kGas = Pattern::compile(R"(\bgas\b|\btherms?\b|\bccf\b|\bmcf\b|\bdth\b)").value();
  static const auto kPower = Pattern::compile(R"(\d\s*[km]wh\b)").value();
  static const auto kVolume = Pattern::compile(R"(\d[\s_]*(therms?|ccf|mcf|dth)\b)").value();
  // Usage that is counted in kWh alone is of electricity, whatever the supplier is called.
  const bool power = (prose.data_says(kPower) || prose.find(kPower) != nullptr) && !prose.data_says(kVolume) && prose.find(kVolume) == nullptr;
  const auto* gas = power ? nullptr : prose.find(kGas);
  const bool is_gas = commodity == "gas" || (commodity.empty() && gas != nullptr && least >= hundredths(8));
  const auto* guess = is_gas ? (most <= hundredths(400) ? "$/therm" : "$/Mcf") : most <= hundredths(50) ? "$/kWh" : most <= hundredths(5'000) ? "cents/kWh" : "$/MWh";
  auto choice = as_choice(guess, range);
  // Below 50 cents and of electricity nothing else is sold.
  const bool sure = !is_gas && std::string_view(guess) == "$/kWh" && gas == nullptr;
  if (!sure) choice.ask = fmt::format("No text of the file says the unit of the prices; by their size ({}) it may be {}. Which is it? price_unit and price.scale must say it.", range, guess);
  return choice;
}

}  // namespace switchyard::pricing::proposal
