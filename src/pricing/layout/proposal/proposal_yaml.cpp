#include "pricing/layout/proposal/proposal_yaml.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace switchyard::pricing::proposal {
namespace {

// On one line, and no longer than a person reads.
std::string remark(std::string_view text) {
  constexpr std::size_t kRemarkMax = 400;
  return sound(text.substr(0, kRemarkMax));
}

class Writer {
 public:
  explicit Writer(std::vector<ProposalQuestion>& questions) : questions_(questions) {}

  void line(std::string_view text = {}) { yaml_ += fmt::format("{}\n", text); }
  void comment(int indent, std::string_view text) { yaml_ += fmt::format("{:{}}# {}\n", "", indent, remark(text)); }
  // The key with its value, above it what it rests on and what is asked of it.
  void decision(int indent, const std::string& path, const Decision& decision) {
    if (!decision.rests_on.empty()) comment(indent, decision.rests_on);
    ask(indent, path + "." + decision.key, decision.ask);
    yaml_ += fmt::format("{:{}}{}: {}\n", "", indent, decision.key, decision.yaml);
  }
  void ask(int indent, const std::string& at, const std::string& question) {
    if (question.empty()) return;
    // The same doubt of several tables is one.
    const auto same = std::find_if(questions_.begin(), questions_.end(), [&](const ProposalQuestion& other) { return other.ask == question; });
    const auto number = static_cast<std::size_t>(same - questions_.begin()) + 1;
    if (same == questions_.end()) questions_.push_back({at, question});
    comment(indent, fmt::format("UNSURE {}: {}", number, question));
  }
  [[nodiscard]] std::string take() { return std::move(yaml_); }

 private:
  std::string yaml_;
  std::vector<ProposalQuestion>& questions_;
};

std::string names_pattern(const std::vector<std::string>& names) {
  std::vector<std::string> parts;
  for (const auto& name : names) parts.push_back(escaped(name));
  return fmt::format("^({})$", fmt::join(parts, "|"));
}

void write_price(Writer& out, const LayoutChoice& choice) {
  std::vector<std::string> none;
  bool zero = false, blank = false, error = false;
  std::vector<std::string> words;
  for (const auto& table : choice.tables) {
    zero = zero || table.zero;
    blank = blank || table.blank;
    error = error || table.error;
    for (const auto& word : table.no_offer_words) {
      auto pattern = fmt::format("{{says: {}}}", quoted(whole_text_pattern(word)));
      if (std::find(words.begin(), words.end(), pattern) == words.end()) words.push_back(std::move(pattern));
    }
  }
  if (blank) none.emplace_back("blank");
  if (zero) none.emplace_back("zero");
  if (error) none.emplace_back("error");
  none.insert(none.end(), words.begin(), words.end());
  out.line("price:");
  if (!choice.unit.scale.empty()) {
    out.comment(2, fmt::format("Dollars a unit for 1 of the cell: {}.", choice.unit.rests_on));
    out.ask(2, "price.scale", choice.unit.ask);
    out.line(fmt::format("  scale: {}", choice.unit.scale));
  }
  if (!none.empty()) {
    out.comment(2, "Seen in the columns of prices, and no offer.");
    out.line(fmt::format("  no_offer: [{}]", fmt::join(none, ", ")));
  }
  if (choice.out_of_range) {
    out.ask(2, "price.range", fmt::format("Prices go from {} to {} dollars a unit, beyond what is usual. If that is right, put a 'range: {{min: , max: }}' here.", choice.least, choice.most));
  }
  out.comment(2, "What is sold are the digits that the cell shows. 'stored' sells all that it holds.");
  out.line("  basis: displayed");
}

void write_table(Writer& out, const LayoutChoice& choice, const TableChoice& table) {
  const auto& anchor = table.family->anchor;
  const auto path = fmt::format("tables.{}", table.name);
  const auto sheets = table.family->sheets().size();
  out.line(fmt::format("  - name: {}", quoted(table.name)));
  out.comment(4, fmt::format("{} blocks on {} sheets begin with this text; the first at {}", table.family->blocks.size(), sheets, anchor.cell));
  for (const auto& ask : table.asks) out.ask(4, fmt::format("{}.{}", path, ask.key), ask.ask);
  if (!choice.left_out_sheets.empty()) {
    out.comment(4, "Sheets without a table of prices.");
    out.line(fmt::format("    sheets: {{exclude: {}}}", quoted(names_pattern(choice.left_out_sheets))));
  }
  std::vector<std::string> says;
  for (const auto& text : anchor.row_says) says.push_back(quoted(whole_text_pattern(text)));
  out.line(fmt::format("    anchor: {{says: {}{}{}}}", quoted(whole_text_pattern(anchor.text)), says.empty() ? "" : fmt::format(", row_says: [{}]", fmt::join(says, ", ")),
                       anchor.from_column == 0 ? "" : fmt::format(", from_column: {}", std::max(anchor.from_column, -20))));
  if (anchor.header_within > 0) out.line(fmt::format("    header: {{within: {}}}", std::min(anchor.header_within + 1, 40)));
  if (choice.tables.size() > 1) out.line("    optional: true");
  if (!table.skip_if.empty()) {
    out.line("    rows:");
    out.line("      skip_if:");
    for (const auto& condition : table.skip_if) out.line(fmt::format("        - {}", condition));
  }
  for (const auto& note : table.notes) out.comment(4, note);
  out.line("    fields:");
  for (const auto& field : table.fields) out.decision(6, path + ".fields", field);
  out.line("    prices:");
  for (const auto& group : table.groups) {
    out.comment(6, group.rests_on);
    out.line(fmt::format("      - header: {}", quoted(group.header)));
    if (!group.under.empty()) out.line(fmt::format("        under: {}", quoted(group.under)));
    if (group.fields.empty()) continue;
    out.line("        fields:");
    for (const auto& field : group.fields) out.decision(10, path + ".prices", field);
  }
}

void write_validity(Writer& out, const LayoutChoice& choice) {
  out.line("valid:");
  for (const auto& decision : choice.validity) out.decision(2, "valid", decision);
  out.line();
}

void write_scope(Writer& out, const ProposalRequest& request, const LayoutChoice& choice) {
  out.comment(0, "What a newer file of this kind replaces: [] is all that the supplier sells, [state] what it sells in the states of the file.");
  if (request.scope.empty()) out.ask(0, "scope", "Does one file of this kind hold all that the supplier sells? If it sends one file a state, a utility or a commodity, say that in 'scope'.");
  out.line(fmt::format("scope: {}", choice.scope));
  out.line();
}

std::string questions_block(const std::vector<ProposalQuestion>& questions) {
  if (questions.empty()) return {};
  std::string yaml =
      "# Questions. Nothing is sold by this layout while one stands here: look at the key that it names, put it right where it is wrong,\n"
      "# and delete the question. They are numbered as the UNSURE remarks below.\nunsure:\n";
  for (std::size_t i = 0; i < questions.size(); ++i) {
    yaml += fmt::format("  # {}\n  - at: {}\n    ask: {}\n", i + 1, quoted(questions[i].at), quoted(questions[i].ask));
  }
  return yaml + "\n";
}

std::string zone_of(const LayoutChoice& choice) {
  for (const auto& decision : choice.validity) {
    if (decision.key == "zone") return decision.yaml;
    if (decision.key != "at") continue;
    const auto space = decision.yaml.find(' ');
    const auto end = decision.yaml.rfind('\'');
    const bool hour = decision.yaml.size() > 8 && decision.yaml.front() == '\'' && space != std::string::npos && end > space;
    if (hour) return decision.yaml.substr(space + 1, end - space - 1);
  }
  return "America/New_York";
}

std::string head_of(const ProposalRequest& request, const LayoutChoice& choice) {
  std::string yaml = fmt::format("# Proposed by `switchyard layouts new` from {}.\n# docs/new-supplier.md says how to finish it, docs/layouts.md what every key means.\n", remark(request.file_name));
  yaml += fmt::format("layout: {}\nversion: 1\nsupplier: {}\nsupplier_name: {}\n", quoted(request.layout), quoted(request.supplier), quoted(request.supplier_name));
  if (!request.supplier_known) {
    yaml += fmt::format("# The reference data does not know this supplier: it is added with the first import.\nnew_supplier: {{time_zone: {}, states: [{}]}}\n", zone_of(choice),
                        fmt::join(choice.states, ", "));
  }
  return yaml + "\n";
}

}  // namespace

WrittenLayout write_layout(const ProposalRequest& request, const LayoutChoice& choice) {
  WrittenLayout written;
  Writer out(written.questions);
  for (const auto& ask : choice.more_asks) out.ask(0, ask.key, ask.ask);
  out.line(fmt::format("open: {{types: [{}]}}", choice.type == "xlsx" || choice.type == "xls" ? "xlsx, xls" : choice.type));
  out.line();
  out.line("match:");
  out.comment(2, fmt::format("Texts by which a file is known. {}", choice.says_rests_on));
  std::vector<std::string> says;
  for (const auto& text : choice.says) says.push_back(quoted(whole_text_pattern(text)));
  out.line(fmt::format("  says: [{}]", fmt::join(says, ", ")));
  out.line();
  write_validity(out, choice);
  write_scope(out, request, choice);
  write_price(out, choice);
  out.line();
  if (!choice.hidden_sheets.empty()) out.comment(0, fmt::format("Hidden sheets are not read: {}", fmt::join(choice.hidden_sheets, ", ")));
  out.line("tables:");
  for (const auto& table : choice.tables) write_table(out, choice, table);
  written.yaml = head_of(request, choice) + questions_block(written.questions) + out.take();
  return written;
}

}  // namespace switchyard::pricing::proposal
