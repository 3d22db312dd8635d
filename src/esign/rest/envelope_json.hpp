// An envelope as getEnvelope, the status lists and Connect's envelopeSummary write it: everything as text, times with seven digits.
#pragma once

#include <string>
#include <vector>

#include "esign/envelopes/envelope.hpp"
#include "esign/envelopes/finished_documents.hpp"
#include "http/json_writer.hpp"

namespace switchyard::esign {

// What "include" names.
struct EnvelopeShown {
  bool recipients = false;
  bool tabs = false;           // With recipients.
  bool custom_fields = false;
  bool documents = false;
  bool secrets = true;         // Access codes: off for webhooks.
  // Files to stand in the documents as PDFBytes, in their order, the certificate last; null: none. Outlives the call.
  const std::vector<DownloadedFile>* files = nullptr;
};
// "recipients", "tabs", "custom_fields", "documents" in any case; "tabs" shows recipients too; others mean nothing here.
[[nodiscard]] EnvelopeShown envelope_shown(const std::vector<std::string>& include);

// The object.
void write_envelope(http::JsonWriter& json, const Envelope& envelope, const EnvelopeShown& shown);
// {"envelopeId","envelopeDocuments":[…]} with the summary (certificate) last.
void write_documents(http::JsonWriter& json, const Envelope& envelope);
// The array alone.
void write_document_list(http::JsonWriter& json, const Envelope& envelope, const std::vector<DownloadedFile>* files = nullptr);

// envelopeSummary of a Connect message: getEnvelope's object with what the notification names. DOCUMENT_NOT_READY where it wants files that are not sealed yet.
Result<std::string> envelope_summary(const EsignService& service, const AccountId& account, const EnvelopeId& envelope, const EventNotification& notification);

}  // namespace switchyard::esign
