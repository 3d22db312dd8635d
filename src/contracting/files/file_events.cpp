#include "contracting/files/file_events.hpp"

#include <boost/json.hpp>

namespace switchyard::contracting {

void publish_file_event(SqlTransaction& transaction, outbox::Outbox& outbox, std::string_view type, const UploadedFile& file, Instant at) {
  const std::string partner = file.partner.text();
  const std::string subject = file.id.text();
  boost::json::object json = {{"documentId", subject},          {"purpose", text_of(file.purpose)}, {"mediaType", file.media_type},
                              {"sizeBytes", file.size_bytes},   {"sha256", file.sha256},            {"uploadedAt", file.uploaded_at.text()}};
  if (file.page_count) json["pageCount"] = *file.page_count;
  if (file.customer) json["customerId"] = file.customer->text();
  if (!file.subject.empty()) json["subjectId"] = file.subject;
  const std::string payload = boost::json::serialize(json);
  outbox.publish(transaction, {.type = type, .audience = std::string_view(partner), .subject = subject, .payload = payload, .at = at});
}

std::string reason_json(std::string_view reason) { return boost::json::serialize(boost::json::object{{"reason", reason}}); }

}  // namespace switchyard::contracting
