#include "notices/mail/letter_store.hpp"

#include "values/ensure.hpp"

namespace switchyard::notices {
namespace {

constexpr std::size_t kPartSizeMax = 512 * 1024;

void insert_receivers(SqlTransaction& transaction, std::string_view id, const Mail& mail) {
  std::vector<std::vector<SqlValue>> rows;
  for (const MailAddress& address : mail.to) {
    rows.push_back({id, static_cast<std::int64_t>(rows.size()), std::string_view(address.name), std::string_view(address.address)});
  }
  transaction.execute_many("INSERT INTO mail_receivers (letter_id, ordinal, name, address) VALUES ($1, $2, $3, $4)", rows);
}

void insert_attachments(SqlTransaction& transaction, std::string_view id, const Mail& mail) {
  std::int64_t ordinal = 0;
  for (const MailAttachment& attachment : mail.attachments) {
    transaction.execute("INSERT INTO mail_attachments (letter_id, ordinal, file_name, content_type, size_bytes) VALUES ($1, $2, $3, $4, $5)",
                        {id, ordinal, std::string_view(attachment.file_name), std::string_view(attachment.content_type),
                         static_cast<std::int64_t>(attachment.bytes.size())});
    std::vector<std::vector<SqlValue>> parts;
    for (std::size_t at = 0; at < attachment.bytes.size(); at += kPartSizeMax) {
      parts.push_back({id, ordinal, static_cast<std::int64_t>(parts.size()), Blob{std::string_view(attachment.bytes).substr(at, kPartSizeMax)}});
    }
    if (!parts.empty()) transaction.execute_many("INSERT INTO mail_attachment_parts (letter_id, ordinal, part, bytes) VALUES ($1, $2, $3, $4)", parts);
    ++ordinal;
  }
}

// id, state, category, subject_id, language, from_name, from_address, reply_to, subject, reason, created_at_ms, settled_at_ms[, body_text, body_html].
Letter letter_of(const SqlRow& row) {
  auto id = LetterId::parse(row.text(0));
  const auto state = parse_letter_state(row.text(1));
  ENSURE(id.has_value() && state.has_value());
  Letter letter{.id = *id, .state = *state, .mail = {}};
  letter.mail.category = row.text(2);
  letter.mail.subject_id = row.text(3);
  letter.mail.language = row.text(4);
  letter.mail.from = {.name = std::string(row.text(5)), .address = std::string(row.text(6))};
  letter.mail.reply_to = row.text(7);
  letter.mail.subject = row.text(8);
  letter.reason = row.text(9);
  letter.created_at = Instant::from_unix_ms(row.integer(10));
  if (const auto settled = row.integer_or_null(11)) letter.settled_at = Instant::from_unix_ms(*settled);
  return letter;
}

void read_receivers(SqlReader& reader, Letter& letter) {
  const std::string id = letter.id.text();
  reader.query("SELECT name, address FROM mail_receivers WHERE letter_id = $1 ORDER BY ordinal", {std::string_view(id)},
               [&](const SqlRow& row) { letter.mail.to.push_back({.name = std::string(row.text(0)), .address = std::string(row.text(1))}); });
  reader.query("SELECT file_name, content_type, size_bytes FROM mail_attachments WHERE letter_id = $1 ORDER BY ordinal", {std::string_view(id)}, [&](const SqlRow& row) {
    letter.attachments.push_back({.file_name = std::string(row.text(0)), .content_type = std::string(row.text(1)), .size_bytes = row.integer(2)});
  });
}

void remove_attachment_bytes(SqlTransaction& transaction, std::string_view id) {
  transaction.execute("DELETE FROM mail_attachment_parts WHERE letter_id = $1", {id});
}

}  // namespace

bool insert_letter(SqlTransaction& transaction, const NewLetter& letter) {
  const std::string id = letter.id.text();
  const Mail& mail = letter.mail;
  const bool is_settled = letter.state != LetterState::queued;
  const auto rows = transaction.execute(
      "INSERT INTO mail_letters (id, dedupe_key, state, category, subject_id, language, from_name, from_address, reply_to, subject, body_text, body_html, reason, created_at_ms, "
      "settled_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '', $13, $14) ON CONFLICT (dedupe_key) DO NOTHING",
      {std::string_view(id), letter.dedupe_key, text_of(letter.state), std::string_view(mail.category), std::string_view(mail.subject_id), std::string_view(mail.language),
       std::string_view(mail.from.name), std::string_view(mail.from.address), std::string_view(mail.reply_to), std::string_view(mail.subject), std::string_view(mail.text),
       std::string_view(mail.html), letter.now.unix_ms(), is_settled ? SqlValue(letter.now.unix_ms()) : SqlValue(nullptr)});
  if (rows == 0) return false;
  insert_receivers(transaction, id, mail);
  insert_attachments(transaction, id, mail);
  return true;
}

std::optional<Letter> find_letter(SqlReader& reader, const LetterId& id) {
  const std::string text = id.text();
  std::optional<Letter> letter;
  reader.query(
      "SELECT id, state, category, subject_id, language, from_name, from_address, reply_to, subject, reason, created_at_ms, settled_at_ms, body_text, body_html "
      "FROM mail_letters WHERE id = $1",
      {std::string_view(text)}, [&](const SqlRow& row) {
        letter = letter_of(row);
        letter->mail.text = row.text(12);
        letter->mail.html = row.text(13);
      });
  if (letter) read_receivers(reader, *letter);
  return letter;
}

std::string read_attachment(SqlReader& reader, const LetterId& id, std::int64_t ordinal) {
  const std::string text = id.text();
  std::string bytes;
  reader.query("SELECT bytes FROM mail_attachment_parts WHERE letter_id = $1 AND ordinal = $2 ORDER BY part", {std::string_view(text), ordinal},
               [&](const SqlRow& row) { bytes += row.blob(0); });
  return bytes;
}

std::vector<Letter> list_letters(SqlReader& reader, const LetterFilter& filter) {
  std::vector<Letter> letters;
  reader.query(
      "SELECT id, state, category, subject_id, language, from_name, from_address, reply_to, subject, reason, created_at_ms, settled_at_ms FROM mail_letters "
      "WHERE ($1 = '' OR subject_id = $1) AND ($2 = '' OR id < $2) AND ($3 = '' OR id IN (SELECT letter_id FROM mail_receivers WHERE address = $3)) "
      "ORDER BY id DESC LIMIT $4",
      {filter.subject_id, filter.before, filter.address, static_cast<std::int64_t>(filter.limit)}, [&](const SqlRow& row) { letters.push_back(letter_of(row)); });
  for (Letter& letter : letters) read_receivers(reader, letter);
  return letters;
}

bool settle_letter(SqlTransaction& transaction, const LetterId& id, const Settlement& settlement) {
  ENSURE(settlement.state == LetterState::sent || settlement.state == LetterState::refused);
  const std::string text = id.text();
  const auto rows = transaction.execute(
      "UPDATE mail_letters SET state = $2, reason = $3, settled_at_ms = $4, body_text = '', body_html = '' WHERE id = $1 AND state = 'queued'",
      {std::string_view(text), text_of(settlement.state), settlement.reason, settlement.at.unix_ms()});
  if (rows == 0) return false;
  remove_attachment_bytes(transaction, text);
  return true;
}

std::int64_t forget_letters(SqlTransaction& transaction, Instant before, int limit) {
  std::vector<std::string> ids;
  transaction.query("SELECT id FROM mail_letters WHERE settled_at_ms < $1 ORDER BY settled_at_ms LIMIT $2", {before.unix_ms(), static_cast<std::int64_t>(limit)},
                    [&](const SqlRow& row) { ids.emplace_back(row.text(0)); });
  for (const std::string& id : ids) {
    remove_attachment_bytes(transaction, id);
    transaction.execute("DELETE FROM mail_attachments WHERE letter_id = $1", {std::string_view(id)});
    transaction.execute("DELETE FROM mail_receivers WHERE letter_id = $1", {std::string_view(id)});
    transaction.execute("DELETE FROM mail_letters WHERE id = $1", {std::string_view(id)});
  }
  return static_cast<std::int64_t>(ids.size());
}

}  // namespace switchyard::notices
