// One file that came in becomes the files to import: itself, or what is attached where it is an e-mail. Every way in (upload, folder,
// mailbox, `prices import`) goes through here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pricing/rate_row.hpp"
#include "values/result.hpp"
#include "workbook/email.hpp"

namespace switchyard::pricing {

// For ImportRequest. A zip is one file: what is in it is read as the zip's member.
struct IncomingFile {
  std::string file_name;
  std::string bytes;
  std::string received_in = {};  // "daily.eml, message 123@supplier.example": the e-mail that it was attached to; empty for a file of its own.
};

struct IncomingFiles {
  std::vector<IncomingFile> files;
  std::vector<CellNote> ignored;  // Attachments that are no matrix: `cell` is the file's name; code "attachment_ignored".
  std::string from;               // Of an e-mail, as workbook::Email has them.
  std::string subject;
  std::string message_id;
};

// Refused: "email_unreadable", "email_too_large", "email_without_files" (with a field for each attachment that is no matrix).
// `file_name` is the last part of a path. Any thread.
[[nodiscard]] Result<IncomingFiles> files_of(std::string_view file_name, std::string bytes, const workbook::EmailLimits& limits = {});

}  // namespace switchyard::pricing
