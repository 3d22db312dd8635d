#include "pricing/layout/proposal/proposal.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "pricing/layout/layout_spec.hpp"
#include "pricing/layout/price_reader.hpp"
#include "pricing/layout/proposal/proposal_yaml.hpp"
#include "pricing/layout/table_reader.hpp"
#include "pricing/layout/trace/cell_ledger.hpp"
#include "values/ensure.hpp"

namespace switchyard::pricing {
namespace {

using namespace proposal;

constexpr std::size_t kFamiliesMax = 12;
constexpr std::size_t kPricesMin = 4;      // A family with fewer is a remark, not a table.
constexpr std::size_t kExcludedMax = 20;   // Sheets that are left out by name.

// The file as it looks: maps must outlive their looks.
struct Survey {
  std::vector<std::unique_ptr<SheetMap>> maps;
  Looks looks;
  std::vector<SeenBlock> blocks;
  std::vector<Family> families;
  std::vector<std::string> hidden;
  std::vector<std::string> repetitions;  // Questions about families that were dropped.
  std::size_t prices = 0;
  Decimal least, most;
};

std::size_t price_count(const Survey& survey, const SeenBlock& block) {
  const auto& sheet = *survey.looks[block.sheet];
  std::size_t count = 0;
  for (const auto& price : block.prices) {
    for (auto row = block.first_row; row <= block.last_row; ++row) count += sheet.at(row, price.column) == Look::price ? 1 : 0;
  }
  return count;
}

void drop_small_families(Survey& survey) {
  std::erase_if(survey.families, [&](const Family& family) {
    std::size_t count = 0;
    for (const auto& block : family.blocks) count += price_count(survey, block);
    return count < kPricesMin;
  });
  if (survey.families.size() > kFamiliesMax) survey.families.resize(kFamiliesMax);
}

std::multiset<std::string> price_texts(const Survey& survey, const Family& family) {
  constexpr std::size_t kTextsMax = 20'000;
  std::multiset<std::string> texts;
  for (const auto& block : family.blocks) {
    const auto& sheet = *survey.looks[block.sheet];
    for (const auto& price : block.prices) {
      for (auto row = block.first_row; row <= block.last_row && texts.size() < kTextsMax; ++row) {
        if (sheet.at(row, price.column) == Look::price) texts.insert(std::string(sheet.map().grid().at(row, price.column).text));
      }
    }
  }
  return texts;
}

// A summary that shows a list's prices once more: the list is kept, which says term and start in columns.
void drop_repetitions(Survey& survey) {
  constexpr std::size_t kWorthAsking = 20;
  std::vector<std::multiset<std::string>> texts;
  for (const auto& family : survey.families) texts.push_back(price_texts(survey, family));
  const auto list_like = [](const Family& family) { return family.blocks.front().prices.size() == 1 && !family.repeats; };
  for (std::size_t i = survey.families.size(); i-- > 0;) {
    for (std::size_t other = 0; other < survey.families.size(); ++other) {
      const bool same = other != i && texts[i].size() >= kWorthAsking && std::includes(texts[other].begin(), texts[other].end(), texts[i].begin(), texts[i].end());
      if (!same || list_like(survey.families[i]) || !list_like(survey.families[other])) continue;
      survey.repetitions.push_back(fmt::format("The prices at {} are those of the list at {}; only the list is read. Is that right?", survey.families[i].anchor.cell,
                                               survey.families[other].anchor.cell));
      survey.families.erase(survey.families.begin() + static_cast<std::ptrdiff_t>(i));
      texts.erase(texts.begin() + static_cast<std::ptrdiff_t>(i));
      break;
    }
  }
}

void measure_prices(Survey& survey) {
  for (const auto& family : survey.families) {
    for (const auto& block : family.blocks) {
      const auto& sheet = *survey.looks[block.sheet];
      for (const auto& price : block.prices) {
        if (says_not_fixed(price.over) || says_not_fixed(price.header)) continue;
        for (auto row = block.first_row; row <= block.last_row; ++row) {
          const auto value = sheet.at(row, price.column) == Look::price ? sheet.number(row, price.column) : std::nullopt;
          if (!value) continue;
          if (survey.prices == 0 || *value < survey.least) survey.least = *value;
          if (survey.prices == 0 || *value > survey.most) survey.most = *value;
          ++survey.prices;
        }
      }
    }
  }
}

Survey survey_of(const workbook::Workbook& workbook) {
  Survey survey;
  survey.looks.resize(workbook.sheet_count());
  for (std::uint32_t i = 0; i < workbook.sheet_count(); ++i) {
    const auto& grid = workbook.sheet(i);
    survey.maps.push_back(std::make_unique<SheetMap>(grid, i));
    if (grid.hidden()) survey.hidden.emplace_back(grid.name());
    if (grid.hidden() || survey.maps.back()->is_blank()) continue;
    survey.looks[i] = std::make_unique<SheetLook>(*survey.maps.back());
    for (auto& block : see_blocks(*survey.looks[i], i)) survey.blocks.push_back(std::move(block));
  }
  survey.families = families_of(survey.looks, survey.blocks);
  drop_small_families(survey);
  drop_repetitions(survey);
  measure_prices(survey);
  return survey;
}

// Words of the first family's head that also stand near enough to the top.
void choose_says(const Survey& survey, LayoutChoice& choice) {
  constexpr std::size_t kSaysMax = 5;
  constexpr std::uint32_t kRowsLookedAt = 120, kColumnsLookedAt = 64;
  const auto& family = survey.families.front();
  const auto& block = family.blocks.front();
  const auto add = [&](const std::string& text) {
    const bool known = std::find(choice.says.begin(), choice.says.end(), text) != choice.says.end();
    if (!text.empty() && !known && choice.says.size() < kSaysMax) choice.says.push_back(text);
  };
  add(family.anchor.text);
  for (const auto& text : family.anchor.row_says) add(text);
  if (block.header_row < kRowsLookedAt) {
    for (const auto& label : block.labels) {
      if (label.column < kColumnsLookedAt) add(label.header);
    }
  }
  choice.says_rests_on = family.anchor.cell;
}

std::set<std::uint32_t> table_sheets_of(const Survey& survey) {
  std::set<std::uint32_t> used;
  for (const auto& family : survey.families) {
    for (const auto sheet : family.sheets()) used.insert(sheet);
  }
  return used;
}

void choose_sheets(const Survey& survey, LayoutChoice& choice) {
  const auto used = table_sheets_of(survey);
  for (std::uint32_t i = 0; i < survey.looks.size(); ++i) {
    if (survey.looks[i] && !used.contains(i) && choice.left_out_sheets.size() < kExcludedMax) choice.left_out_sheets.emplace_back(survey.maps[i]->grid().name());
  }
  choice.hidden_sheets.assign(survey.hidden.begin(), survey.hidden.begin() + static_cast<std::ptrdiff_t>(std::min(survey.hidden.size(), kExcludedMax)));
}

// Of prices in dollars, as the layout will scale them.
void choose_range(const Survey& survey, LayoutChoice& choice) {
  const auto unit = parse_price_unit(choice.unit.price_unit);
  const auto scale = Decimal::parse(choice.unit.scale.empty() ? "1" : choice.unit.scale);
  if (!unit || !scale || survey.prices == 0) return;
  const auto least = multiply(survey.least, *scale);
  const auto most = multiply(survey.most, *scale);
  if (!least || !most) return;
  const auto range = usual_range(*unit);
  choice.out_of_range = *least < range.min || *most > range.max;
  choice.least = least->shortest_text();
  choice.most = most->shortest_text();
}

std::string scope_yaml(const std::string& scope) {
  if (scope.empty() || scope == "all") return "[]";
  return fmt::format("[{}]", scope);
}

// Cells that were taken for prices and are not read, and the first of them.
std::pair<std::size_t, std::string> missed_prices(const Survey& survey, const Layout& layout, const workbook::Workbook& workbook, const std::string& file_name,
                                                  const SheetReading& reading) {
  std::set<std::pair<std::uint32_t, workbook::CellPlace>> seen;
  for (const auto& family : survey.families) {
    for (const auto& block : family.blocks) {
      const auto& sheet = *survey.looks[block.sheet];
      for (const auto& price : block.prices) {
        if (says_not_fixed(price.over) || says_not_fixed(price.header)) continue;
        for (auto row = block.first_row; row <= block.last_row; ++row) {
          if (sheet.at(row, price.column) == Look::price) seen.insert({block.sheet, {row, price.column}});
        }
      }
    }
  }
  std::pair<std::size_t, std::string> missed;
  keep_ledger(layout, workbook, file_name, reading, [&](const CellRecord& cell) {
    const bool kept = cell.fate == CellFate::read || cell.fate == CellFate::skipped ||
                      (cell.fate == CellFate::withheld && (cell.reason == "price_out_of_range" || cell.reason == "bands_unclear"));
    if (kept || !seen.contains({cell.sheet, cell.place})) return;
    if (missed.first++ == 0) missed.second = survey.looks[cell.sheet]->cell(cell.place.row, cell.place.column);
  });
  return missed;
}

// What reading with the proposal shows: prices that were seen and not read, and rates that stand twice.
void ask_after_reading(const Survey& survey, const Layout& layout, const workbook::Workbook& workbook, const std::string& file_name, const SheetReading& reading,
                       LayoutChoice& choice) {
  std::map<std::string_view, std::pair<std::size_t, const CellNote*>> doubts;
  for (const auto& warning : reading.warnings) {
    auto& [count, first] = doubts[warning.code];
    if (count++ == 0) first = &warning;
  }
  for (const auto& [code, found] : doubts) {
    const auto& [count, first] = found;
    if (code == "rate_conflict") {
      choice.more_asks.push_back({"tables", {}, {}, fmt::format("{} rates stand twice with two prices, the first at {} ({}). A field is missing that tells them apart, or one of the tables is "
                                                                "none of fixed prices.", count, first->cell, first->message)});
    }
    if (code == "rate_repeated") {
      choice.more_asks.push_back({"tables", {}, {}, fmt::format("{} rates stand twice with one price, the first at {} ({}). If two tables show the same prices, keep the one that says more.",
                                                                count, first->cell, first->message)});
    }
    if (code == "bands_overlap") choice.more_asks.push_back({"tables", {}, {}, fmt::format("Usage bands overlap, the first at {}: are they read rightly?", first->cell)});
  }
  const auto [missed, example] = missed_prices(survey, layout, workbook, file_name, reading);
  std::string why;
  for (const auto& error : reading.errors) {
    if (error.code != "layout_unsure" && why.empty()) why = fmt::format(" The reader says: {}{}{}.", error.cell, error.cell.empty() ? "" : ": ", error.message);
  }
  if (missed > 0) {
    choice.more_asks.push_back({"tables", {}, {}, fmt::format("{} cells look like prices of the tables and are not read, the first at {}. Should they be? 'layouts explain' says what is missing.{}",
                                                              missed, example, why)});
  } else if (!why.empty()) {
    choice.more_asks.push_back({"tables", {}, {}, fmt::format("The file would be refused.{}", why)});
  }
}

std::vector<std::string> states_of(const SheetReading& reading) {
  std::set<std::string> states;
  for (const auto& row : reading.rows) {
    const auto state = std::string(reading.texts.text(row.state));
    if (is_state_code(state)) states.insert(state);
  }
  return {states.begin(), states.end()};
}

LayoutChoice choose_layout(const Survey& survey, const workbook::Workbook& workbook, const ProposalRequest& request) {
  const Prose prose(survey.looks, survey.blocks);
  LayoutChoice choice;
  choice.type = workbook::text_of(workbook.member_name().empty() ? workbook.type() : workbook::FileType::zip);
  choice.unit = choose_unit(prose, request.unit, request.commodity, survey.least, survey.most);
  choice.validity = choose_validity(survey.looks, prose, request.file_name, request.cut_off, table_sheets_of(survey));
  choice.scope = scope_yaml(request.scope);
  for (const auto& family : survey.families) {
    choice.tables.push_back(choose_table(survey.looks, prose, family, choice.unit, {request.commodity, request.customer_class, request.file_name}));
    choice.tables.back().name = survey.families.size() == 1 ? "prices" : fmt::format("prices {}", choice.tables.size());
  }
  for (const auto& question : survey.repetitions) choice.more_asks.push_back({"tables", {}, {}, question});
  choose_says(survey, choice);
  choose_sheets(survey, choice);
  choose_range(survey, choice);
  return choice;
}

}  // namespace

Result<Proposal> propose_layout(const workbook::Workbook& workbook, const ProposalRequest& request) {
  const auto survey = survey_of(workbook);
  if (survey.families.empty() || survey.prices == 0) {
    return Error{ErrorKind::unprocessable, "no_prices_found",
                 "no visible sheet has a table that looks like prices: numbers such as 0.0572, 5.72 or 57.20 below one another under a header"};
  }
  auto choice = choose_layout(survey, workbook, request);
  const auto parsed = [&](const WrittenLayout& written) { return Layout::parse(request.layout, written.yaml); };
  auto written = write_layout(request, choice);
  auto layout = parsed(written);
  if (!layout) return std::move(layout).error();
  auto reading = read(*layout, workbook, request.file_name);
  if (!reading) return std::move(reading).error();
  ask_after_reading(survey, *layout, workbook, request.file_name, *reading, choice);
  choice.states = states_of(*reading);
  written = write_layout(request, choice);
  layout = parsed(written);
  if (!layout) return std::move(layout).error();
  return Proposal{std::move(written.yaml), std::move(*layout), std::move(*reading), std::move(written.questions)};
}

}  // namespace switchyard::pricing
