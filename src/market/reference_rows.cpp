#include "market/reference_rows.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "market/csv_record.hpp"

namespace switchyard::market {
namespace {

std::optional<Confidence> confidence_from(std::string_view text) {
  if (text == "high") return Confidence::high;
  if (text == "medium") return Confidence::medium;
  if (text == "low") return Confidence::low;
  return std::nullopt;
}

std::optional<bool> truth_from(std::string_view text) {
  if (text == "y") return true;
  if (text == "n") return false;
  return std::nullopt;
}

std::optional<AccountVerdict> verdict_from(std::string_view text) {
  for (const AccountVerdict verdict : {AccountVerdict::valid, AccountVerdict::valid_legacy, AccountVerdict::unverified, AccountVerdict::invalid}) {
    if (text == text_of(verdict)) return verdict;
  }
  return std::nullopt;
}

std::optional<int> whole_number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

bool is_code(std::string_view text) {
  return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

bool is_state(std::string_view text) {
  return text.size() == 2 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_time_of_day(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return false;
  const auto hours = whole_number(text.substr(0, 2));
  const auto minutes = whole_number(text.substr(3, 2));
  return hours && minutes && *hours >= 0 && *hours < 24 && *minutes >= 0 && *minutes < 60;
}

// The plain texts, which need no check.
Utility utility_texts(const ReferenceTable& table, std::size_t row) {
  const auto cell = [&](std::string_view column) { return table.text(row, column); };
  return Utility{.code = cell("code"),
                 .name = cell("name"),
                 .state = cell("state"),
                 .iso_rto = cell("iso_rto"),
                 .zones = {},
                 .account_kind = cell("account_kind"),
                 .account_length = cell("account_length"),
                 .account_pattern = cell("account_pattern"),
                 .account_pattern_legacy = cell("account_pattern_legacy"),
                 .supplier_unit = cell("supplier_unit"),
                 .unit = std::nullopt,
                 .purchase_of_receivables = cell("purchase_of_receivables"),
                 .billing_models = cell("billing_models"),
                 .enrollment_lead = cell("enrollment_lead"),
                 .first_or_last_in = cell("first_or_last_in"),
                 .choice_status = cell("choice_status"),
                 .notes = cell("notes"),
                 .source = cell("source")};
}

}  // namespace

std::vector<std::string> utility_columns() {
  return {"code", "name", "commodity", "state", "iso_rto", "eia_ids", "account_kind", "account_length", "account_pattern",
          "account_pattern_legacy", "account_mismatch", "supplier_unit", "unit", "purchase_of_receivables", "billing_models",
          "enrollment_lead", "first_or_last_in", "meter_number_required", "choice_status", "confidence", "notes", "source"};
}

std::vector<std::string> rate_class_columns() {
  return {"utility_code", "rate_class", "description", "aliases", "load_profile", "limits", "confidence", "notes", "source"};
}

std::vector<std::string> zone_columns() { return {"utility_code", "zone", "name", "kind", "aliases", "confidence", "notes"}; }

std::vector<std::string> supplier_columns() {
  return {"code", "name", "states", "time_zone", "cutoff", "aggregate_by", "fictitious", "confidence", "notes", "source"};
}

Result<Utility> read_utility(const ReferenceTable& table, std::size_t row) {
  Utility utility = utility_texts(table, row);
  const auto commodity = parse_commodity(table.text(row, "commodity"));
  const auto confidence = confidence_from(table.text(row, "confidence"));
  const auto meter = truth_from(table.text(row, "meter_number_required"));
  const std::string& mismatch = table.text(row, "account_mismatch");
  if (!is_code(utility.code)) return table.refusal(row, "A code is lower-case letters, digits and dashes.");
  if (utility.name.empty()) return table.refusal(row, "The name is empty.");
  if (!commodity) return table.refusal(row, "The commodity is electric or gas.");
  if (!is_state(utility.state)) return table.refusal(row, "The state is two capital letters.");
  if (!confidence) return table.refusal(row, "The confidence is high, medium or low.");
  if (!meter) return table.refusal(row, "meter_number_required is y or n.");
  if (mismatch != "invalid" && mismatch != "unverified") return table.refusal(row, "account_mismatch is invalid or unverified.");
  if (const std::string& unit = table.text(row, "unit"); !unit.empty()) {
    const auto parsed = parse_energy_unit(unit);
    if (!parsed || commodity_of(*parsed) != *commodity) return table.refusal(row, "The unit is not one of the commodity.");
    utility.unit = *parsed;
  }
  for (const std::string& id : split_list(table.text(row, "eia_ids"), ';')) {
    const auto number = whole_number(id);
    if (!number) return table.refusal(row, "eia_ids are whole numbers.");
    utility.eia_ids.push_back(*number);
  }
  utility.commodity = *commodity;
  utility.confidence = *confidence;
  utility.meter_number_required = *meter;
  utility.account_mismatch_is_invalid = mismatch == "invalid";
  return utility;
}

Result<RateClass> read_rate_class(const ReferenceTable& table, std::size_t row) {
  const auto confidence = confidence_from(table.text(row, "confidence"));
  if (!confidence) return table.refusal(row, "The confidence is high, medium or low.");
  if (table.text(row, "rate_class").empty()) return table.refusal(row, "The rate class is empty.");
  return RateClass{.utility_code = table.text(row, "utility_code"),
                   .code = table.text(row, "rate_class"),
                   .description = table.text(row, "description"),
                   .aliases = split_list(table.text(row, "aliases"), ';'),
                   .load_profile = table.text(row, "load_profile"),
                   .limits = table.text(row, "limits"),
                   .confidence = *confidence,
                   .notes = table.text(row, "notes"),
                   .source = table.text(row, "source")};
}

Result<Zone> read_zone(const ReferenceTable& table, std::size_t row) {
  const auto confidence = confidence_from(table.text(row, "confidence"));
  if (!confidence) return table.refusal(row, "The confidence is high, medium or low.");
  if (table.text(row, "zone").empty()) return table.refusal(row, "The zone is empty.");
  return Zone{.utility_code = table.text(row, "utility_code"),
              .code = table.text(row, "zone"),
              .name = table.text(row, "name"),
              .kind = table.text(row, "kind"),
              .aliases = split_list(table.text(row, "aliases"), ';'),
              .confidence = *confidence,
              .notes = table.text(row, "notes")};
}

Result<Supplier> read_supplier(const ReferenceTable& table, std::size_t row) {
  Supplier supplier{.code = table.text(row, "code"),
                    .name = table.text(row, "name"),
                    .states = split_list(table.text(row, "states"), ';'),
                    .time_zone = table.text(row, "time_zone"),
                    .cutoff = table.text(row, "cutoff"),
                    .aggregate_by = table.text(row, "aggregate_by"),
                    .notes = table.text(row, "notes"),
                    .source = table.text(row, "source")};
  const auto fictitious = truth_from(table.text(row, "fictitious"));
  const auto confidence = confidence_from(table.text(row, "confidence"));
  if (!is_code(supplier.code)) return table.refusal(row, "A code is lower-case letters, digits and dashes.");
  if (supplier.name.empty()) return table.refusal(row, "The name is empty.");
  if (!std::all_of(supplier.states.begin(), supplier.states.end(), is_state)) return table.refusal(row, "A state is two capital letters.");
  if (supplier.time_zone.find('/') == std::string::npos) return table.refusal(row, "The time zone is a name such as America/New_York.");
  if (!supplier.cutoff.empty() && !is_time_of_day(supplier.cutoff)) return table.refusal(row, "The cut-off is HH:MM.");
  if (!fictitious) return table.refusal(row, "fictitious is y or n.");
  if (!confidence) return table.refusal(row, "The confidence is high, medium or low.");
  supplier.fictitious = *fictitious;
  supplier.confidence = *confidence;
  return supplier;
}

Result<AliasRow> read_alias(const ReferenceTable& table, std::size_t row) {
  AliasRow alias{.alias = table.text(row, "alias"), .utility_code = table.text(row, "utility_code")};
  const std::string& meaning = table.text(row, "meaning");
  if (meaning == "group") {
    alias.meaning = AliasMeaning::group;
  } else if (meaning == "unsure") {
    alias.meaning = AliasMeaning::unsure;
  } else if (meaning != "one") {
    return table.refusal(row, "The meaning is one, group or unsure.");
  }
  return alias;
}

Result<AccountNoteRow> read_account_note(const ReferenceTable& table, std::size_t row) {
  auto pattern = NumberPattern::parse(table.text(row, "pattern"));
  if (!pattern) return table.refusal(row, pattern.error().message);
  const auto verdict = verdict_from(table.text(row, "verdict"));
  if (!verdict) return table.refusal(row, "The verdict is valid, valid_legacy, unverified or invalid.");
  return AccountNoteRow{.utility_code = table.text(row, "utility_code"),
                        .note = {.pattern = std::move(*pattern), .verdict = *verdict, .text = table.text(row, "text")}};
}

Result<ZipRow> read_zip(const ReferenceTable& table, std::size_t row) {
  const std::string& zip = table.text(row, "zip");
  if (zip.size() != 5 || !whole_number(zip)) return table.refusal(row, "A ZIP code is five digits.");
  return ZipRow{.zip = zip, .utility_code = table.text(row, "utility_code")};
}

Result<ZipStateRow> read_zip_state(const ReferenceTable& table, std::size_t row) {
  const auto from = whole_number(table.text(row, "zip3_from"));
  const auto to = whole_number(table.text(row, "zip3_to"));
  if (!from || !to || *from < 0 || *to > 999 || *from > *to) return table.refusal(row, "A range of three-digit beginnings was expected.");
  if (!is_state(table.text(row, "state"))) return table.refusal(row, "The state is two capital letters.");
  return ZipStateRow{.zip3_from = *from, .zip3_to = *to, .state = table.text(row, "state")};
}

Result<void> compile_rules(std::vector<Utility>& utilities, const std::vector<AccountNoteRow>& notes) {
  std::vector<AccountRules> compiled;
  for (const Utility& utility : utilities) {
    auto rules = compile_account_rules(utility);
    if (!rules) {
      return Error{.kind = ErrorKind::invalid, .code = "invalid_reference", .message = "utilities, " + utility.code + ": " + rules.error().message};
    }
    compiled.push_back(std::move(*rules));
  }
  for (std::size_t i = 0; i < utilities.size(); ++i) {
    auto rules = std::make_shared<AccountRules>(compiled[i]);
    for (const AccountNoteRow& row : notes) if (row.utility_code == utilities[i].code) rules->notes.push_back(row.note);
    for (std::size_t j = 0; j < utilities.size(); ++j) {
      if (i == j || utilities[j].state != utilities[i].state || !compiled[j].present || !compiled[j].present->is_distinctive()) continue;
      rules->neighbors.push_back({.utility_code = utilities[j].code,
                                  .utility_name = utilities[j].name,
                                  .pattern = *compiled[j].present,
                                  .is_same_kind = utilities[j].account_kind == utilities[i].account_kind});
    }
    utilities[i].account_rules = std::move(rules);
  }
  return {};
}

}  // namespace switchyard::market
