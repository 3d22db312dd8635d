#include "pricing/sheets/incoming_files.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "workbook/workbook.hpp"

namespace switchyard::pricing {
namespace {

bool ends_with(std::string_view name, std::string_view suffix) {
  if (name.size() < suffix.size()) return false;
  const auto end = name.substr(name.size() - suffix.size());
  return std::equal(end.begin(), end.end(), suffix.begin(), [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
}

// Why an attachment is no matrix; empty where it may be one. A text alone says too little: disclaimers and visiting cards are texts too.
std::string why_no_matrix(const workbook::EmailAttachment& attachment) {
  constexpr std::array<std::string_view, 2> kTables = {".csv", ".tsv"};
  switch (workbook::type_of(attachment.bytes)) {
    case workbook::FileType::unknown: return attachment.bytes.empty() ? "it is empty" : "it is no workbook, table, zip or PDF";
    case workbook::FileType::csv:
      if (std::any_of(kTables.begin(), kTables.end(), [&](std::string_view suffix) { return ends_with(attachment.file_name, suffix); })) return {};
      return "it is a text that is not named .csv or .tsv";
    default: return {};
  }
}

void ignore(IncomingFiles& into, std::string file_name, std::string_view reason) {
  into.ignored.push_back({std::move(file_name), "attachment_ignored", fmt::format("not imported: {}", reason)});
}

Error without_files(const IncomingFiles& incoming) {
  Error error{ErrorKind::unprocessable, "email_without_files", "no matrix is attached to the e-mail"};
  for (const CellNote& note : incoming.ignored) error.fields.push_back({note.cell, note.code, note.message});
  return error;
}

}  // namespace

Result<IncomingFiles> files_of(std::string_view file_name, std::string bytes, const workbook::EmailLimits& limits) {
  IncomingFiles incoming;
  if (!ends_with(file_name, ".eml") && !workbook::looks_like_email(bytes)) {
    incoming.files.push_back({.file_name = std::string(file_name), .bytes = std::move(bytes)});
    return incoming;
  }
  auto email = workbook::read_email(bytes, limits);
  if (!email) return std::move(email).error();
  incoming.from = std::move(email->from);
  incoming.subject = std::move(email->subject);
  incoming.message_id = std::move(email->message_id);
  const std::string received_in = incoming.message_id.empty() ? std::string(file_name) : fmt::format("{}, message {}", file_name, incoming.message_id);
  for (auto& attachment : email->attachments) {
    const auto reason = why_no_matrix(attachment);
    if (reason.empty()) incoming.files.push_back({std::move(attachment.file_name), std::move(attachment.bytes), received_in});
    if (!reason.empty()) ignore(incoming, std::move(attachment.file_name), reason);
  }
  for (auto& passed : email->ignored) ignore(incoming, std::move(passed.file_name), passed.reason);
  if (incoming.files.empty()) return without_files(incoming);
  return incoming;
}

}  // namespace switchyard::pricing
