#include "pricing/intake/take_in.hpp"

#include <algorithm>

#include "pricing/intake/arrival_store.hpp"
#include "pricing/sheets/incoming_files.hpp"
#include "workbook/encoding.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::size_t kReasonSizeMax = 1'000;

// At most so long, never amid a character.
std::string cut(std::string text) {
  text = workbook::to_utf8(std::move(text));
  std::size_t size = std::min(text.size(), kReasonSizeMax);
  while (size < text.size() && size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
  text.resize(size);
  return text;
}

void enter(const ImportContext& context, Arrival arrival) {
  arrival.origin = cut(std::move(arrival.origin));
  arrival.file_name = cut(std::move(arrival.file_name));
  arrival.reason = cut(std::move(arrival.reason));
  context.database.write([&](SqlTransaction& transaction) {
    insert_arrival(transaction, arrival);
    return true;
  });
}

Arrival arrival_of(const ImportContext& context, const IncomingPiece& piece) {
  const Instant now = context.clock.now();
  return {.id = make_id<ArrivalTag>(now, context.random), .channel = piece.channel, .origin = piece.origin, .file_name = piece.file_name,
          .size_bytes = static_cast<std::int64_t>(piece.bytes.size()), .arrived_at = now};
}

std::string reason_of(const ImportReport& report) {
  if (!report.errors.empty()) return report.errors.front().message;
  return report.status == "duplicate" && !report.warnings.empty() ? report.warnings.front().message : std::string();
}

// An attachment that is no matrix is told of too, so that nothing of a mail is lost in silence.
ImportReport left_out(const CellNote& ignored) {
  ImportReport report;
  report.file = ignored.cell;
  report.status = kIgnoredStatus;
  report.warnings.push_back({.cell = "", .code = ignored.code, .message = ignored.message});
  return report;
}

}  // namespace

ImportReport refused_report(const std::string& file_name, const Error& error) {
  ImportReport report;
  report.file = file_name;
  report.status = text_of(SheetStatus::rejected);
  report.errors.push_back({.cell = "", .code = error.code, .message = error.message});
  for (const FieldError& field : error.fields) report.errors.push_back({field.pointer, field.code, field.detail});
  return report;
}

Result<std::vector<ImportReport>> take_in(const ImportContext& context, const market::Market& market, IncomingPiece piece) {
  Arrival whole = arrival_of(context, piece);
  std::vector<ImportReport> reports;
  auto incoming = files_of(workbook::to_utf8(piece.file_name), std::move(piece.bytes));
  if (!incoming) {
    whole.outcome = "refused";
    whole.reason = incoming.error().message;
    enter(context, std::move(whole));
    reports.push_back(refused_report(piece.file_name, incoming.error()));
    return reports;
  }
  for (IncomingFile& file : incoming->files) {
    Arrival arrival = arrival_of(context, piece);
    arrival.file_name = file.file_name;
    arrival.size_bytes = static_cast<std::int64_t>(file.bytes.size());
    // A mail from the mailbox is named by its sender and message already.
    if (!file.received_in.empty() && piece.channel != Channel::mailbox) arrival.origin += arrival.origin.empty() ? file.received_in : ", " + file.received_in;
    const auto report = import_sheet(context, market, {.bytes = std::move(file.bytes), .file_name = file.file_name, .supplier = piece.supplier, .layout = piece.layout,
                                                       .received_in = file.received_in, .actor = piece.actor, .stage = piece.stage});
    if (!report) return report.error();
    arrival.sha256 = report->sha256;
    arrival.outcome = report->status;
    arrival.supplier = report->supplier;
    arrival.reason = reason_of(*report);
    if (!report->sheet_id.empty()) arrival.sheet = SheetId::parse(report->sheet_id).value();
    enter(context, std::move(arrival));
    reports.push_back(*report);
  }
  for (const CellNote& ignored : incoming->ignored) reports.push_back(left_out(ignored));
  return reports;
}

void refuse_arrival(const ImportContext& context, const IncomingPiece& piece, const std::string& reason) {
  Arrival arrival = arrival_of(context, piece);
  arrival.outcome = "refused";
  arrival.reason = reason;
  enter(context, std::move(arrival));
}

}  // namespace switchyard::pricing
