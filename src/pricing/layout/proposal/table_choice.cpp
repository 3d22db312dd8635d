#include "pricing/layout/proposal/table_choice.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "pricing/layout/proposal/label_contents.hpp"
#include "pricing/layout/proposal/place_choice.hpp"
#include "pricing/layout/proposal/price_groups.hpp"

namespace switchyard::pricing::proposal {
namespace {

constexpr std::string_view kBandAtEnd = R"((\b(?:up to|over|under)\s+[\d,]+[KM]?(?:[ _-]*(?:kWh|MWh|CCF|MCF|DTH|therms?))?|<\s*\d[\d,]*[KM]?(?:[ _-]*[A-Z]+)?|\d[\d,]*[KM]?\s*(?:-|to)\s*\d[\d,]*[KM]?(?:[ _-]*(?:kWh|MWh|CCF|MCF|DTH|therms?))?|\d[\d,]*[KM]?\+)$)";

bool all_values(const LabelContents& label, std::string_view expression) {
  const auto pattern = Pattern::compile(expression).value();
  return !label.values.empty() && std::all_of(label.values.begin(), label.values.end(), [&](const std::string& value) { return pattern.matches(value); });
}

class FieldChooser {
 public:
  FieldChooser(const Looks& looks, const Prose& prose, const Family& family, const UnitChoice& unit, const Answers& answers, TableChoice& table)
      : looks_(looks), prose_(prose), family_(family), unit_(unit), answers_(answers), table_(table) {}

  void choose() {
    auto labels = contents_of(looks_, family_);
    // Of several columns of days the one whose header says so is the start.
    std::stable_partition(labels.begin(), labels.end(), [](const LabelContents& label) { return label.role == Role::start; });
    for (const auto& label : labels) choose_label(label);
    choose_band_of_ends();
    choose_split();
    choose_unknown();
    choose_elsewhere();
    choose_given();
  }

 private:
  [[nodiscard]] bool said(std::string_view key) const {
    return says(table_.fields, key) || (!table_.groups.empty() && std::all_of(table_.groups.begin(), table_.groups.end(), [&](const PriceGroup& group) { return says(group.fields, key); }));
  }
  void say(std::string key, std::string yaml, std::string rests_on, std::string ask = {}) {
    if (!said(key)) table_.fields.push_back({std::move(key), std::move(yaml), std::move(rests_on), std::move(ask)});
  }
  static std::string with(const LabelContents& label, std::string_view more = {}) {
    return fmt::format("{{{}{}{}}}", label.source(), more, label.everywhere || more.find("optional") != std::string_view::npos ? "" : ", optional: true");
  }

  void choose_label(const LabelContents& label) {
    if (label.filled == 0) return;
    if (label.role == Role::end || label.role == Role::count) return table_.notes.push_back(fmt::format("Not needed: {}.", label.cell));
    if (label.mostly(label.months)) return choose_months(label);
    if (label.role == Role::band_min) return void(band_min_ = label);
    if (label.role == Role::band_max) return void(band_max_ = label);
    if (!label.mostly(label.bands) && !label.header.empty() && label.role == Role::band && all_values(label, kBandAtEnd)) return void(split_ = label);
    if (label.mostly(label.bands) || (label.role == Role::band && label.bands > 0)) return choose_band(label);
    if (label.mostly(label.wholes) && choose_whole(label)) return;
    choose_text(label);
  }

  void choose_months(const LabelContents& label) {
    std::vector<std::string> forms;
    for (const auto& form : label.forms) forms.push_back(quoted(form));
    if (label.serial) forms.emplace_back("serial");
    if (said("start")) return table_.notes.push_back(fmt::format("Not used: {}: another column has the start.", label.cell));
    say("start", with(label, fmt::format(", forms: [{}]", fmt::join(forms, ", "))), label.cell,
        label.role == Role::start ? "" : fmt::format("Is {} the month in which delivery starts?", label.cell));
  }

  void choose_band(const LabelContents& label) {
    static const auto kUnit = Pattern::compile(R"(kwh|mwh|therm|ccf|mcf|dth)").value();
    std::string unit;
    if (!std::all_of(label.values.begin(), label.values.end(), [](const std::string& value) { return kUnit.matches(value); })) unit = band_unit(label.header);
    std::vector<std::string> map;
    std::string odd;
    static const auto kBelow = Pattern::compile(R"(^(?:below|under|less than)\s+(?<value>\d.*)$)").value();
    static const auto kAbove = Pattern::compile(R"(^(?:above|over|more than|greater than)\s+(?<value>\d[\d,]*[KM]?)(?<unit>.*)$)").value();
    for (const auto& value : label.values) {
      if (is_band_text(value)) continue;
      const auto below = kBelow.value_in(value);
      const auto above = kAbove.value_in(value);
      if (below) map.push_back(fmt::format("{}: {}", quoted(value), quoted(fmt::format("<{}", *below))));
      else if (above) map.push_back(fmt::format("{}: {}", quoted(value), quoted(fmt::format("{}+{}", *above, kAbove.value_in(value, "unit").value_or("")))));
      else odd = value;
    }
    if (!odd.empty()) {
      // On some sheets the column has a word alone, and the band stands elsewhere.
      const auto elsewhere = PlaceChooser(looks_, prose_, family_).labelled(Role::band, "band");
      if (elsewhere) {
        return say("band", fmt::format("{{first_of: [{{{}, regex: '^.*\\d.*$'}}, {}], suffixes: true{}}}", label.source(), elsewhere->yaml, unit.empty() || unit == "of_price" ? "" : ", unit: " + unit),
                   fmt::format("{}; {}", label.cell, elsewhere->rests_on),
                   fmt::format("{} also says '{}'. There the band is taken from {}. Is that right?", label.cell, odd, elsewhere->rests_on));
      }
    }
    say("band", with(label, fmt::format("{}{}, suffixes: true", map.empty() ? "" : fmt::format(", map: {{{}}}, map_else: keep", fmt::join(map, ", ")), unit.empty() ? "" : ", unit: " + unit)),
        label.cell,
        !odd.empty()           ? fmt::format("{} says '{}', which is no usage band that is understood. What does it mean? A 'map' can say it otherwise.", label.cell, odd)
        : unit == "of_price" ? fmt::format("In which unit are the usage bands such as '{}' ({})? 'of_price' takes that of the price.", label.values.front(), label.cell) : "");
  }

  [[nodiscard]] std::string band_unit(const std::string& header) const {
    static constexpr std::pair<std::string_view, std::string_view> kUnits[] = {{"kwh", "kWh"}, {"mwh", "MWh"}, {"therm", "therm"}, {"ccf", "Ccf"}, {"mcf", "Mcf"}, {"dth|mmbtu", "Dth"}};
    for (const auto& [word, unit] : kUnits) {
      if (Pattern::compile(word).value().matches(header)) return std::string(unit);
    }
    return "of_price";
  }

  // A number that is no text of a class: a term.
  bool choose_whole(const LabelContents& label) {
    const bool terms = all_values(label, R"(^([1-9]|[1-9]\d|1[01]\d|120)(\.0+)?$)");
    if (label.role == Role::term || (label.role == Role::none && terms && !said("term"))) {
      say("term", with(label), label.cell, label.role == Role::term ? "" : fmt::format("Is {} the term in months?", label.cell));
      return true;
    }
    if (label.role == Role::green) return say("green_percent", with(label), label.cell), true;
    return false;
  }

  void choose_text(const LabelContents& label) {
    switch (label.role) {
      case Role::utility: return say("utility", with(label), label.cell);
      case Role::zone: return say("zone", with(label), label.cell);
      case Role::rate_class: return choose_class(label);
      case Role::product: return say("product", with(label), label.cell);
      case Role::billing: return say("billing", with(label), label.cell);
      case Role::state: return choose_state(label);
      case Role::commodity: return choose_commodity(label);
      case Role::customer_class: return choose_customer_class(label);
      case Role::term: return say("term", with(label, R"(, regex: '(\d{1,3})')"), label.cell);
      case Role::start: return unknown_.push_back(label);
      default: break;
    }
    if (all_values(label, "^[A-Z]{2}$") && std::all_of(label.values.begin(), label.values.end(), is_state_code)) return choose_state(label);
    if (all_values(label, "^(elec|electric|electricity|power|gas|natural gas)$")) return choose_commodity(label);
    if (all_values(label, "^(residential|commercial|small commercial|large commercial|res|com)$")) return choose_customer_class(label);
    if (all_values(label, kBandAtEnd) && !said("band")) return void(split_ = label);
    unknown_.push_back(label);
  }

  // A class may have its usage band behind it, on some sheets.
  void choose_class(const LabelContents& label) {
    say("rate_class", with(label), label.cell);
    if (label.bands > 0 && !said("band")) partial_band_ = label;
  }

  void choose_state(const LabelContents& label) {
    std::vector<std::string> map;
    for (const auto& value : label.values) {
      if (const auto code = state_of_name(value); !code.empty()) map.push_back(fmt::format("{}: {}", quoted(value), code));
    }
    say("state", with(label, map.empty() ? "" : fmt::format(", map: {{{}}}, map_else: keep", fmt::join(map, ", "))), label.cell);
  }

  void choose_commodity(const LabelContents& label) {
    std::vector<std::string> map;
    static const auto kGas = Pattern::compile("gas").value();
    for (const auto& value : label.values) map.push_back(fmt::format("{}: {}", quoted(value), kGas.matches(value) ? "gas" : "electric"));
    say("commodity", with(label, fmt::format(", map: {{{}}}", fmt::join(map, ", "))), label.cell,
        map.size() > 1 ? "The table sells electricity and gas. price_unit, price.scale and the band's unit must say which of them has which ('when', 'map'): see docs/layouts.md" : "");
  }

  void choose_customer_class(const LabelContents& label) {
    static const auto kResidential = Pattern::compile("^res").value();
    static const auto kCommercial = Pattern::compile("com|smb|soho|business|industrial").value();
    std::vector<std::string> map;
    std::string ask;
    for (const auto& value : label.values) {
      const bool known = kResidential.matches(value) || kCommercial.matches(value);
      map.push_back(fmt::format("{}: {}", quoted(value), kResidential.matches(value) ? "residential" : "commercial"));
      if (!known) ask = fmt::format("{} says '{}': is that commercial or residential? Put it into the map.", label.cell, value);
    }
    say("customer_class", with(label, fmt::format(", map: {{{}}}", fmt::join(map, ", "))), label.cell, ask);
  }

  void choose_band_of_ends() {
    if (!band_min_ || !band_max_) return;
    const auto unit = band_unit(band_min_->header);
    say("band", fmt::format("{{join: [{{{}}}, {{{}}}], separator: '-', unit: {}}}", band_min_->source(), band_max_->source(), unit), fmt::format("{}, {}", band_min_->cell, band_max_->cell),
        unit == "of_price" ? fmt::format("In which unit do {} and {} count usage? 'of_price' takes that of the price.", band_min_->cell, band_max_->cell) : "");
  }

  // "GS-1_0-250,000-kWh": a class with its band behind it.
  void choose_split() {
    if (partial_band_) band_of_sheet_ = fmt::format("{{{}, regex: {}}}", partial_band_->source(), quoted(R"(^(<?\s*\d[\d,]*(?:\s*-\s*\d[\d,]*)?\s*[mk]Wh)\b)"));
    if (!split_) return;
    static const auto kUnit = Pattern::compile(R"(kwh|mwh|therm|ccf|mcf|dth)").value();
    const bool units = std::all_of(split_->values.begin(), split_->values.end(), [](const std::string& value) { return kUnit.matches(value); });
    say("band", with(*split_, fmt::format(", regex: {}{}, suffixes: true", quoted(kBandAtEnd), units ? "" : ", unit: of_price")), split_->cell,
        units ? "" : fmt::format("In which unit are the usage bands such as '{}' ({})?", split_->values.front(), split_->cell));
    if (all_values(*split_, R"(^[<\d])")) return;
    const auto target = said("rate_class") ? "zone" : "rate_class";
    say(target, with(*split_, R"(, regex: '^(.*?[A-Za-z\d])[ _:]*(?:(?:up to|over|under|<)?[ ]*(?<![A-Za-z\d-])\d[\d,]*[KM]?\s*(?:-|to|\+).*)$', optional: true)"), split_->cell,
        fmt::format("{}: what stands before the usage band is proposed as {}. Is that right?", split_->cell, target));
  }

  // Columns without a word that is understood: prices that differ by them must not be taken for the same.
  void choose_unknown() {
    for (const auto& label : unknown_) {
      if (label.header.empty() && !label.everywhere) {
        table_.notes.push_back(fmt::format("Not used: {}, under no header and not in all tables.", label.cell));
        continue;
      }
      if (label.values.size() < 2) {
        table_.notes.push_back(fmt::format("Not used: {} says the same everywhere.", label.cell));
        continue;
      }
      table_.asks.push_back({"fields", {}, label.cell,
                             fmt::format("{} says different things ('{}', '{}') and is not used. Which field is it (utility, rate_class, zone, product)? Add `FIELD: {}`, or delete this where it "
                                         "does not matter.", label.cell, label.values[0], label.values[1], with(label))});
    }
  }

  void choose_elsewhere() {
    PlaceChooser places(looks_, prose_, family_);
    for (const auto& [role, key] : {std::pair(Role::utility, "utility"), std::pair(Role::zone, "zone"), std::pair(Role::rate_class, "rate_class"),
                                    std::pair(Role::state, "state"), std::pair(Role::customer_class, "customer_class")}) {
      if (said(key)) continue;
      if (auto label = places.labelled(role, key)) table_.fields.push_back(std::move(*label));
    }
    if (!said("band")) {
      if (auto band = places.band(band_of_sheet_)) table_.fields.push_back(std::move(*band));
    }
    if (!said("state")) {
      if (auto state = places.state_of_sheets(answers_.file_name)) table_.fields.push_back(std::move(*state));
    }
    if (said("utility")) return;
    for (auto& decision : places.titles(said("rate_class"))) table_.fields.push_back(std::move(decision));
  }

  // What every rate needs, and no cell of the table said.
  void choose_given() {
    if (!answers_.commodity.empty()) say("commodity", answers_.commodity, "as you said");
    say("commodity", unit_.gas ? "gas" : "electric", unit_.rests_on, unit_.ask.empty() ? "" : "Is all of it electricity, or all gas? The unit of the prices is not sure.");
    if (!answers_.customer_class.empty()) say("customer_class", answers_.customer_class, "as you said");
    static const auto kCommercial = Pattern::compile(R"(\bcommercial\b|small business|\bSMB\b)").value();
    static const auto kResidential = Pattern::compile(R"(\bresidential\b)").value();
    const auto* commercial = prose_.find(kCommercial);
    const bool sure = commercial != nullptr && prose_.find(kResidential) == nullptr;
    say("customer_class", "commercial", sure ? prose_.cell(*commercial) : "nothing in the file",
        sure ? "" : "Who may buy at these prices: commercial, residential, multifamily, or any?");
    say("term", "12", "nothing in the file", "Where does the term stand? No column, header or label says months.");
    say("price_unit", unit_.price_unit, unit_.rests_on, unit_.ask);
    if (!said("start")) table_.notes.emplace_back("No start month was found: the prices hold for any start.");
    if (!said("band")) table_.notes.emplace_back("No usage band was found: the prices hold for any usage.");
    if (!said("product")) say("product", "Fixed", "no product is named");
  }

  const Looks& looks_;
  const Prose& prose_;
  const Family& family_;
  const UnitChoice& unit_;
  const Answers& answers_;
  TableChoice& table_;
  std::optional<LabelContents> band_min_, band_max_, split_, partial_band_;
  std::string band_of_sheet_;
  std::vector<LabelContents> unknown_;
};

// What stands in the price columns instead of prices.
void find_no_offers(const Looks& looks, const Family& family, TableChoice& table) {
  for (const auto& block : family.blocks) {
    const auto& sheet = *looks[block.sheet];
    for (const auto& price : block.prices) {
      for (auto row = block.first_row; row <= block.last_row; ++row) {
        const auto look = sheet.at(row, price.column);
        if (look == Look::none_word) table.no_offer_words.insert(sheet.text(row, price.column));
        if (look == Look::blank && sheet.map().grid().at(row, price.column).kind == workbook::CellKind::text) table.blank = true;
        if (look == Look::other) table.error = table.error || sheet.map().grid().at(row, price.column).kind == workbook::CellKind::error;
        const auto number = look == Look::whole || look == Look::other ? sheet.number(row, price.column) : std::nullopt;
        table.zero = table.zero || (number && *number == Decimal::from_integer(0));
      }
    }
  }
}

// Rows that say CUSTOM and the like in a column beside the prices.
void find_skipped_rows(const Looks& looks, const Family& family, TableChoice& table) {
  static const auto kSkipped = Pattern::compile(R"(\bCUSTOM$|\bcalculator\b)").value();
  for (const auto& label : contents_of(looks, family)) {
    if (label.header.empty()) continue;
    const auto found = std::find_if(label.values.begin(), label.values.end(), [](const std::string& value) { return kSkipped.matches(value) || says_not_fixed(value); });
    if (found == label.values.end() || label.role == Role::utility || label.role == Role::rate_class) continue;
    const bool custom = kSkipped.matches(*found);
    const auto words = custom ? std::string(R"(\bCUSTOM$|\bcalculator\b)") : whole_text_pattern(*found);
    table.skip_if.push_back(fmt::format("{{field: {{{}}}, matches: {}}}", label.source(), quoted(words)));
    table.asks.push_back({"rows.skip_if", {}, label.cell, fmt::format("Rows where {} says '{}' are passed over as no offer. Is that right?", label.cell, *found)});
  }
}

}  // namespace

TableChoice choose_table(const Looks& looks, const Prose& prose, const Family& family, const UnitChoice& unit, const Answers& answers) {
  TableChoice table;
  table.family = &family;
  choose_groups(looks, family, table);
  FieldChooser(looks, prose, family, unit, answers, table).choose();
  find_no_offers(looks, family, table);
  find_skipped_rows(looks, family, table);
  if (!family.anchor.unique) {
    table.asks.push_back({"anchor", {}, family.anchor.cell, fmt::format("The text '{}' that begins the table stands elsewhere too. Add words of its row to row_says, or choose another.", family.anchor.text)});
  }
  return table;
}

}  // namespace switchyard::pricing::proposal
