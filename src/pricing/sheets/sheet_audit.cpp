#include "pricing/sheets/sheet_audit.hpp"

#include <boost/json.hpp>

namespace switchyard::pricing {
namespace {

namespace json = boost::json;

std::string_view done_word(SheetAction action) {
  switch (action) {
    case SheetAction::publish: return "sheet.published";
    case SheetAction::reject: return "sheet.rejected";
    case SheetAction::withdraw: return "sheet.withdrawn";
    case SheetAction::rollback: return "sheet.rolled_back";
    default: break;
  }
  ENSURE(false);
  return {};
}

}  // namespace

void record_import(SqlTransaction& transaction, access::AuditRelay* audit, const SheetRecord& sheet) {
  if (audit == nullptr) return;
  const json::object detail{{"file", sheet.file_name}, {"sha256", sheet.sha256}, {"supplier", sheet.supplier}, {"status", text_of(sheet.status)}};
  audit->record(transaction, {.at = {}, .actor = sheet.received_by, .action = "sheet.imported", .subject = sheet.id.text(), .detail = json::serialize(detail)});
}

void record_sheet_action(SqlTransaction& transaction, access::AuditRelay* audit, const SheetActionRequest& request, SheetStatus became) {
  if (audit == nullptr) return;
  const json::object detail{{"reason", request.reason}, {"status", text_of(became)}};
  audit->record(transaction, {.at = {}, .actor = request.actor, .action = std::string(done_word(request.action)), .subject = request.sheet.text(),
                              .detail = json::serialize(detail)});
}

void record_alias_mapping(SqlTransaction& transaction, access::AuditRelay* audit, const market::AliasMapping& mapping, std::size_t sheet_count) {
  if (audit == nullptr) return;
  const json::object detail{{"supplier", mapping.supplier}, {"commodity", text_of(mapping.commodity)}, {"state", mapping.state},
                            {"utility", mapping.utility_code}, {"sheets", sheet_count}};
  audit->record(transaction, {.at = {}, .actor = mapping.mapped_by, .action = "alias.mapped", .subject = mapping.alias, .detail = json::serialize(detail)});
}

}  // namespace switchyard::pricing
