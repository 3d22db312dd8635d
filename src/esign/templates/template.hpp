// Templates: an envelope's plan with roles in place of people; and lists of people to whom one is sent at once.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "esign/envelopes/envelope_definition.hpp"
#include "esign/service.hpp"

namespace switchyard::esign {

struct Template {
  TemplateId id = {};
  AccountId account = {};
  std::string name = {};
  std::string description = {};
  bool is_shared = false;
  Instant created_at{};
  Instant changed_at{};
  EnvelopeDefinition plan = {};   // Recipients by role name; documents with bytes where asked for.
};

inline constexpr std::size_t kTemplateNameMax = 100;

// INVALID_REQUEST_PARAMETER (name), and those of create_envelope about documents.
Result<Template> create_template(const EsignService& service, const Sender& sender, const Template& asked);
// What is empty stays; recipients and documents given take the place of the former. TEMPLATE_ID_INVALID.
Result<Template> update_template(const EsignService& service, const Sender& sender, const TemplateId& id, const Template& asked);
[[nodiscard]] std::optional<Template> find_template(SqlReader& reader, const AccountId& account, const TemplateId& id, bool with_bytes);

struct TemplatePage {
  std::vector<Template> templates = {};  // Without bytes.
  std::int64_t total = 0;
};
// By name; `search` in the name, any case.
[[nodiscard]] TemplatePage list_templates(SqlReader& reader, const AccountId& account, std::string_view search, std::int64_t start, std::int64_t count);

}  // namespace switchyard::esign
