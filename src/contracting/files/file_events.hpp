// Events about uploaded files, for the feed of their partner. Payloads hold no names of files and nothing of what is in them.
#pragma once

#include <string_view>

#include "contracting/files/uploaded_file.hpp"

namespace switchyard::contracting {

inline constexpr std::string_view kDocumentUploaded = "document.uploaded";
inline constexpr std::string_view kDocumentSigned = "document.signed";
inline constexpr std::string_view kDocumentDeleted = "document.deleted";

void publish_file_event(SqlTransaction& transaction, outbox::Outbox& outbox, std::string_view type, const UploadedFile& file, Instant at);

// {"reason": …}, for the audit log.
[[nodiscard]] std::string reason_json(std::string_view reason);

}  // namespace switchyard::contracting
