#include <fmt/format.h>

#include "contracting/api/graphql_bindings.hpp"
#include "contracting/api/graphql_mutation.hpp"
#include "contracting/contracts/contract_reads.hpp"
#include "contracting/contracts/import_contracts.hpp"

namespace switchyard::contracting {
namespace {

using graphql::Arguments;
using graphql::FieldCall;

struct ImportPayload : Outcome<ImportReport> {
  std::vector<Contract> contracts = {};
};

Result<std::string> table_bytes(SqlReader& reader, const ApiRequest& request, const Arguments& input) {
  if (const graphql::UploadedFile* file = input.optional_upload("file")) return std::string(file->content);
  auto id = optional_id_argument<FileId>(input, "documentId", "file_not_found");
  if (!id) return std::move(id).error();
  if (!*id) return invalid_field("/documentId", "file_missing", "Name a table that was uploaded, or send one as `file`.");
  const auto file = find_file(reader, request.partner(), **id);
  if (!file || file->deleted_at) return invalid_field("/documentId", "file_not_found", "There is no file of this id.");
  std::string bytes;
  const auto read = read_file_bytes(reader, request.desk.parties.vault, *file, [&](std::string_view part) { bytes += part; });
  if (!read) return read.error();
  return bytes;
}

// A table with wrong cells is refused whole: a refusal a cell.
Result<ImportReport> import_table(SqlTransaction& transaction, const ApiRequest& request, const Arguments& input) {
  auto bytes = table_bytes(transaction, request, input);
  if (!bytes) return std::move(bytes).error();
  auto table = request.desk.import_table ? request.desk.import_table(*bytes) : parse_import_csv(*bytes);
  if (!table) return std::move(table).error();
  auto report = import_contracts(transaction, request.contracts(), request.actor(), *table);
  if (!report || report->errors.empty()) return report;
  Error refused{ErrorKind::unprocessable, "import_refused", "Nothing was imported: some cells are wrong."};
  for (const ImportError& error : report->errors) refused.fields.push_back({fmt::format("/file/rows/{}/{}", error.row, error.column), error.code, error.message});
  return refused;
}

ImportPayload import_book(const graphql::Root&, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  ImportPayload payload{run_mutation<ImportReport>(call, {.field = "importContracts",
                                                          .work = [&](SqlTransaction& transaction) { return import_table(transaction, request, input_of(call)); },
                                                          .ids_of = [](const ImportReport& report) {
                                                            std::vector<std::string> ids{std::to_string(report.rows), std::to_string(report.accounts), std::to_string(report.warnings)};
                                                            for (const ContractId& id : report.contracts) ids.push_back(id.text());
                                                            return ids;
                                                          },
                                                          .reread = [](const std::vector<std::string>& ids) {
                                                            ImportReport report{.rows = std::stoll(ids.at(0)), .accounts = std::stoll(ids.at(1)), .warnings = std::stoll(ids.at(2))};
                                                            for (std::size_t i = 3; i < ids.size(); ++i) report.contracts.push_back(ContractId::parse(ids[i]).value());
                                                            return std::optional(std::move(report));
                                                          }})};
  if (payload.value && call.selects("contracts") && !payload.dry_run) {
    payload.contracts = request.read([&](SqlReader& reader) { return contracts_by_ids(reader, request.partner(), payload.value->contracts); });
  }
  return payload;
}

}  // namespace

void bind_contract_import(graphql::Resolvers& resolvers, QueryResolvers& mutation) {
  payload<ImportPayload>(resolvers, "ImportContractsPayload")
      .field("rows", [](const ImportPayload& p) { return p.value ? p.value->rows : 0; })
      .field("accounts", [](const ImportPayload& p) { return p.value ? p.value->accounts : 0; })
      .field("warnings", [](const ImportPayload& p) { return p.value ? p.value->warnings : 0; })
      .children("contracts", [](const ImportPayload& p) -> const std::vector<Contract>& { return p.contracts; });
  mutation.child("importContracts", import_book);
}

}  // namespace switchyard::contracting
