// What a sender asks for when an envelope or template is made: as it came, before templates are laid under it and anchors are looked for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "esign/envelopes/envelope.hpp"

namespace switchyard::esign {

struct NewDocument {
  std::string document_id;
  std::string name;
  std::string file_extension = "pdf";
  std::string bytes;                     // Decoded. Only PDFs are taken (UNSPECIFIED_ERROR else).
  std::int64_t order = 0;                // 0: as they come.
};

// A person for a role of `template_id`.
struct TemplateRole {
  std::string role_name;
  std::string name = {};
  std::string email = {};
  std::string client_user_id = {};
  std::string embedded_start_url = {};
  std::string access_code = {};
  std::int64_t routing_order = 0;        // 0: the template's.
  std::vector<Tab> tabs = {};            // Overwrite the template's of the same label.
};

struct TemplateLayer {
  std::int64_t sequence = 0;
  TemplateId server_template = {};       // Else inline.
  std::vector<Recipient> recipients = {};
  std::vector<NewDocument> documents = {};
  std::vector<CustomField> custom_fields = {};
};

struct CompositeTemplate {
  std::vector<TemplateLayer> layers = {};   // Applied by ascending sequence.
  std::optional<NewDocument> document = {};  // Takes the place of its templates' documents.
};

struct EnvelopeDefinition {
  EnvelopeStatus status = EnvelopeStatus::created;  // created or sent.
  std::string email_subject = {};
  std::string email_blurb = {};
  std::string transaction_id = {};
  std::optional<bool> allow_reassign = {};
  std::string brand_id = {};
  std::vector<NewDocument> documents = {};
  std::vector<Recipient> recipients = {};
  std::vector<CustomField> custom_fields = {};
  std::vector<EventNotification> event_notifications = {};
  std::optional<Notification> notification = {};
  TemplateId template_id = {};
  std::vector<TemplateRole> template_roles = {};
  std::vector<CompositeTemplate> composite_templates = {};
};

}  // namespace switchyard::esign
