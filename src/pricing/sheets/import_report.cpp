#include "pricing/sheets/import_report.hpp"

#include <boost/json.hpp>

namespace switchyard::pricing {
namespace {

namespace json = boost::json;

// A broken byte sequence never leaves: it would make the whole line unreadable.
json::string utf8(const std::string& text) {
  json::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t size = lead < 0x80 ? 1 : lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
    bool whole = size != 0 && lead < 0xf5 && i + size <= text.size();
    for (std::size_t k = 1; whole && k < size; ++k) whole = (static_cast<unsigned char>(text[i + k]) & 0xc0) == 0x80;
    if (whole) {
      out.append(json::string_view(text.data() + i, size));
      i += size;
      continue;
    }
    out.append("\xef\xbf\xbd");
    ++i;
  }
  return out;
}

json::array notes(const std::vector<CellNote>& from, const char* place) {
  json::array out;
  for (const CellNote& note : from) {
    if (out.size() == kNotesListedMax) break;
    out.push_back(json::object{{place, utf8(note.cell)}, {"code", utf8(note.code)}, {"message", utf8(note.message)}});
  }
  return out;
}

json::array unmapped(const std::vector<UnmappedAlias>& aliases) {
  json::array out;
  for (const UnmappedAlias& alias : aliases) {
    if (out.size() == kNotesListedMax) break;
    json::array candidates;
    for (const std::string& code : alias.candidates) candidates.push_back(utf8(code));
    json::array suggestions;
    for (const std::string& code : alias.suggestions) suggestions.push_back(utf8(code));
    out.push_back(json::object{{"alias", utf8(alias.alias)},
                               {"commodity", std::string(text_of(alias.commodity))},
                               {"state", utf8(alias.state)},
                               {"candidates", std::move(candidates)},
                               {"suggestions", std::move(suggestions)},
                               {"rows", alias.rows}});
  }
  return out;
}

json::array holds(const std::vector<SheetHold>& from) {
  json::array out;
  for (const SheetHold& hold : from) {
    if (out.size() == kHoldsListedMax) break;
    json::array cells;
    for (const std::string& cell : hold.cells) cells.push_back(utf8(cell));
    out.push_back(json::object{{"id", std::to_string(hold.number)},
                               {"grain", text_of(hold.grain)},
                               {"code", utf8(hold.code)},
                               {"message", utf8(hold.message)},
                               {"cells", std::move(cells)},
                               {"rows", hold.row_count},
                               {"releasable", hold.releasable}});
  }
  return out;
}

template <class T>
json::value text_or_null(const std::optional<T>& value) {
  if (!value) return nullptr;
  return json::value(value->text());
}

json::value word_or_null(const std::string& text) {
  if (text.empty()) return nullptr;
  return utf8(text);
}

}  // namespace

bool ended_well(const ImportReport& report) {
  return report.status == "published" || report.status == "expired" || report.status == "duplicate" ||
         report.status == kIgnoredStatus;
}

std::string json_of(const ImportReport& report) {
  json::array supersedes;
  for (const std::string& id : report.supersedes) supersedes.push_back(utf8(id));
  json::object out{{"file", utf8(report.file)},
                         {"member", word_or_null(report.member)},
                         {"sha256", utf8(report.sha256)},
                         {"supplier", word_or_null(report.supplier)},
                         {"layout", word_or_null(report.layout)},
                         {"sheetId", word_or_null(report.sheet_id)},
                         {"status", utf8(report.status)},
                         {"rows", report.rows},
                         {"rates", report.rates},
                         {"withheldCount", report.withheld_count},
                         {"withheld", notes(report.withheld, "ref")},
                         {"notOffered", report.not_offered},
                         {"holds", holds(report.holds)},
                         {"unmapped", unmapped(report.unmapped)},
                         {"validFrom", text_or_null(report.valid_from)},
                         {"validUntil", text_or_null(report.valid_until)},
                         {"sellableFrom", text_or_null(report.sellable_from)},
                         {"sellableUntil", text_or_null(report.sellable_until)},
                         {"supersedes", std::move(supersedes)},
                         {"supersededBy", word_or_null(report.superseded_by)},
                         {"warnings", notes(report.warnings, "cell")},
                         {"errors", notes(report.errors, "cell")}};
  if (!report.received_in.empty()) out["receivedIn"] = utf8(report.received_in);
  return json::serialize(out);
}

}  // namespace switchyard::pricing
