#include "pricing/quotes/quote_verification.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "pricing/layout/layout_spec.hpp"
#include "pricing/quotes/canonical_json.hpp"
#include "pricing/custom/offer_derivation.hpp"
#include "pricing/quotes/layout_text_store.hpp"
#include "pricing/quotes/line_derivation.hpp"
#include "pricing/quotes/quote_form.hpp"
#include "pricing/sheets/sheet_bytes_store.hpp"

namespace switchyard::pricing {
namespace {

std::string ref_text(const LineFacts& facts) {
  if (facts.kind == SourceKind::offer) return facts.source_id;
  if (facts.cell.empty()) return facts.file_name;
  return facts.worksheet.empty() ? fmt::format("{} {}", facts.file_name, facts.cell) : fmt::format("{} {}!{}", facts.file_name, facts.worksheet, facts.cell);
}

// Lines by the file and layout that they were read from: each file is opened once.
using Origin = std::pair<std::string, std::string>;
std::map<Origin, std::vector<std::size_t>> lines_by_origin(const Quote& quote) {
  std::map<Origin, std::vector<std::size_t>> origins;
  for (std::size_t i = 0; i < quote.lines.size(); ++i) {
    const LineFacts& facts = quote.lines[i].facts;
    if (facts.kind == SourceKind::rate) origins[{facts.file_sha256, facts.layout_sha256 + facts.layout}].push_back(i);
  }
  return origins;
}

std::string versioned_name(const Layout& layout) { return fmt::format("{}@{}", layout.spec().name, layout.spec().version); }
std::string bare_name(const std::string& versioned) { return versioned.substr(0, versioned.rfind('@')); }

struct FoundLayout {
  Layout layout;
  std::string note = {};
};

class Verification {
 public:
  Verification(Database& database, const Quote& quote, const FileDigest& digest, const LayoutLibrary& layouts, const workbook::Tools& tools)
      : database_(database), quote_(quote), digest_(digest), layouts_(layouts), tools_(tools) {}

  QuoteVerdict run() {
    for (const QuoteLine& line : quote_.lines) {
      LineVerdict& verdict = out_.lines.emplace_back();
      verdict.line_id = line.id.text();
      verdict.ref = ref_text(line.facts);
      verdict.price = fmt::format("{} {}", price_text(line.stack.price_micros, line.facts.price_decimals), price_unit_text_of(line.facts.price_unit));
      verdict.faults = calculation_faults(line);
      if (digest_.sha256_hex(canonical_sealed(line)) != line.sealed_sha256) {
        verdict.faults.push_back("the line's seal is not that of its facts: something of the line was changed after it was frozen");
      }
    }
    for (const auto& [origin, lines] : lines_by_origin(quote_)) read_again(lines);
    for (std::size_t i = 0; i < quote_.lines.size(); ++i) derive_from_offer(quote_.lines[i].facts, out_.lines[i]);
    check_whole();
    return std::move(out_);
  }

 private:
  void check_whole() {
    if (digest_.sha256_hex(canonical_quote(quote_)) != quote_.hash) out_.faults.push_back("the quote's hash is not that of its lines");
    if (quote_.lines.empty()) return void(out_.faults.push_back("the quote has no lines"));
    const auto first = std::ranges::min_element(quote_.lines, {}, [](const QuoteLine& line) { return line.facts.sellable_until; });
    if (first->facts.sellable_until != quote_.expires_at) {
      out_.faults.push_back(fmt::format("the quote ends at {}, and its first line to end at {}", quote_.expires_at.text(), first->facts.sellable_until.text()));
    }
    if (static_cast<std::int64_t>(quote_.lines.size()) != quote_.line_count) {
      out_.faults.push_back(fmt::format("the quote has {} lines, and was made of {}", quote_.lines.size(), quote_.line_count));
    }
  }

  void fault_all(const std::vector<std::size_t>& lines, const std::string& fault) {
    for (const std::size_t line : lines) out_.lines[line].faults.push_back(fault);
  }

  void derive_from_offer(const LineFacts& facts, LineVerdict& verdict) {
    if (facts.kind != SourceKind::offer) return;
    database_.read([&](SqlReader& reader) {
      for (std::string& fault : offer_faults(reader, facts, digest_)) verdict.faults.push_back(std::move(fault));
    });
  }

  void read_again(const std::vector<std::size_t>& lines) {
    const LineFacts& facts = quote_.lines[lines.front()].facts;
    std::optional<std::string> bytes;
    database_.read([&](SqlReader& reader) { bytes = read_file(reader, facts.file_sha256); });
    if (!bytes) return fault_all(lines, fmt::format("the file {} is not kept any more", facts.file_sha256));
    if (digest_.sha256_hex(*bytes) != facts.file_sha256) return fault_all(lines, "the kept file is not the one of this hash: its bytes were changed");
    auto layout = layout_of(facts);
    if (!layout) return fault_all(lines, layout.error().message);
    auto workbook = workbook::open(std::move(*bytes), {}, tools_);
    if (!workbook) return fault_all(lines, fmt::format("the file cannot be opened: {}", workbook.error().message));
    const auto reading = read(layout->layout, **workbook, facts.file_name);
    if (!reading) return fault_all(lines, fmt::format("the file cannot be read: {}", reading.error().message));
    for (const std::size_t line : lines) {
      if (!layout->note.empty()) out_.lines[line].notes.push_back(layout->note);
      for (std::string& fault : reading_faults(quote_.lines[line].facts, *reading)) out_.lines[line].faults.push_back(std::move(fault));
    }
  }

  [[nodiscard]] Result<FoundLayout> layout_of(const LineFacts& facts) const {
    const Layout* present = layouts_.find(bare_name(facts.layout));
    if (facts.layout_sha256.empty()) {
      if (present == nullptr || versioned_name(*present) != facts.layout) {
        return Error{ErrorKind::not_found, "layout_not_found",
                     fmt::format("the text of layout {} was not kept, and this program has {}", facts.layout, present == nullptr ? "none of this name" : versioned_name(*present))};
      }
      return FoundLayout{*present, fmt::format("read with this program's {}: the sheet is older than the keeping of layouts' texts", facts.layout)};
    }
    std::optional<KeptLayout> kept;
    database_.read([&](SqlReader& reader) { kept = read_layout_text(reader, facts.layout_sha256); });
    if (!kept || digest_.sha256_hex(kept->yaml) != facts.layout_sha256) {
      return Error{ErrorKind::not_found, "layout_not_found", fmt::format("the kept text of layout {} is missing or was changed", facts.layout)};
    }
    auto layout = Layout::parse(bare_name(facts.layout), kept->yaml);
    if (!layout) return std::move(layout).error();
    if (present != nullptr && present->spec().yaml == kept->yaml) return FoundLayout{std::move(*layout)};
    return FoundLayout{std::move(*layout), fmt::format("the layout {} has changed since: read with its text of then", facts.layout)};
  }

  Database& database_;
  const Quote& quote_;
  const FileDigest& digest_;
  const LayoutLibrary& layouts_;
  const workbook::Tools tools_;
  QuoteVerdict out_;
};

std::string texts_json(const std::vector<std::string>& texts) {
  std::vector<std::string> quoted;
  for (const std::string& text : texts) quoted.push_back(canonical_text(text));
  return canonical_array(quoted);
}

}  // namespace

bool QuoteVerdict::holds() const {
  return faults.empty() && std::ranges::all_of(lines, [](const LineVerdict& line) { return line.faults.empty(); });
}

QuoteVerdict verify_quote(Database& database, const Quote& quote, const FileDigest& digest, const LayoutLibrary& layouts, const workbook::Tools& tools) {
  return Verification(database, quote, digest, layouts, tools).run();
}

std::string verdict_json(const Quote& quote, const QuoteVerdict& verdict) {
  std::vector<std::string> lines;
  for (const LineVerdict& line : verdict.lines) {
    CanonicalObject json;
    json.text("lineId", line.line_id).word("ref", line.ref).text("price", line.price).truth("holds", line.faults.empty());
    lines.push_back(json.raw("faults", texts_json(line.faults)).raw("notes", texts_json(line.notes)).json());
  }
  CanonicalObject json;
  json.text("quoteId", quote.id.text()).text("state", text_of(quote.state)).text("hash", quote.hash).truth("holds", verdict.holds());
  return json.raw("faults", texts_json(verdict.faults)).raw("lines", canonical_array(lines)).json();
}

}  // namespace switchyard::pricing
