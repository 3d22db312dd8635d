#include <cctype>

#include "esign/envelopes/file_parts_store.hpp"
#include "esign/envelopes/stored_details.hpp"
#include "esign/templates/template.hpp"
#include "esign/templates/template_rows_store.hpp"

namespace switchyard::esign {
namespace {

std::string_view view(const std::string& text) { return text; }

#define TEMPLATE_COLUMNS "id, account_id, name, description, is_shared, created_at_ms, changed_at_ms, plan"

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

std::string file_owner(const TemplateId& id, const NewDocument& document) { return "template/" + id.text() + "/" + document.document_id; }

Template template_of(const SqlRow& row) {
  return {.id = TemplateId::of_stored(row.text(0)),
          .account = AccountId::of_stored(row.text(1)),
          .name = std::string(row.text(2)),
          .description = std::string(row.text(3)),
          .is_shared = row.integer(4) != 0,
          .created_at = Instant::from_unix_ms(row.integer(5)),
          .changed_at = Instant::from_unix_ms(row.integer(6)),
          .plan = read_plan(row.text(7))};
}

// What LIKE takes for itself is taken literally.
std::string contains_pattern(std::string_view text) {
  std::string pattern = "%";
  for (const char c : lower_case(text)) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

}  // namespace

void insert_template(SqlTransaction& transaction, const Template& one) {
  const std::string plan = plan_as_json(one.plan);
  const std::string search = lower_case(one.name);
  transaction.execute("INSERT INTO esign_templates (" TEMPLATE_COLUMNS ", search_name) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                      {view(one.id.text()), view(one.account.text()), view(one.name), view(one.description),
                       static_cast<std::int64_t>(one.is_shared ? 1 : 0), one.created_at.unix_ms(), one.changed_at.unix_ms(), view(plan), view(search)});
  for (const NewDocument& document : one.plan.documents) write_file(transaction, file_owner(one.id, document), document.bytes);
}

void replace_template(SqlTransaction& transaction, const Template& former, const Template& now) {
  for (const NewDocument& document : former.plan.documents) delete_file(transaction, file_owner(former.id, document));
  transaction.execute("DELETE FROM esign_templates WHERE id = $1", {view(former.id.text())});
  insert_template(transaction, now);
}

void lock_template(SqlTransaction& transaction, const TemplateId& id) {
  transaction.query("SELECT id FROM esign_templates WHERE id = $1 FOR UPDATE", {view(id.text())}, [](const SqlRow&) {});
}

std::optional<Template> find_template(SqlReader& reader, const AccountId& account, const TemplateId& id, bool with_bytes) {
  std::optional<Template> found;
  reader.query("SELECT " TEMPLATE_COLUMNS " FROM esign_templates WHERE id = $1 AND account_id = $2", {view(id.text()), view(account.text())},
               [&](const SqlRow& row) { found = template_of(row); });
  if (!found || !with_bytes) return found;
  for (NewDocument& document : found->plan.documents) document.bytes = read_file(reader, file_owner(id, document)).value_or("");
  return found;
}

TemplatePage list_templates(SqlReader& reader, const AccountId& account, std::string_view search, std::int64_t start, std::int64_t count) {
  const std::string pattern = contains_pattern(search);
  TemplatePage page;
  reader.query("SELECT COUNT(*) FROM esign_templates WHERE account_id = $1 AND search_name LIKE $2 ESCAPE '\\'",
               {view(account.text()), view(pattern)}, [&](const SqlRow& row) { page.total = row.integer(0); });
  reader.query("SELECT " TEMPLATE_COLUMNS
               " FROM esign_templates WHERE account_id = $1 AND search_name LIKE $2 ESCAPE '\\' ORDER BY search_name, id LIMIT $3 OFFSET $4",
               {view(account.text()), view(pattern), count, start}, [&](const SqlRow& row) { page.templates.push_back(template_of(row)); });
  return page;
}

}  // namespace switchyard::esign
