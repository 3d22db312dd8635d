#include "notices/mail/mail_sending.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include "notices/mail/letter_store.hpp"
#include "notices/mail/mail_queue.hpp"

namespace switchyard::notices {
namespace {

constexpr int kForgottenAtOnce = 500;
constexpr std::size_t kReasonSizeMax = 500;

struct Outcomes {
  Counter& sent;
  Counter& refused;
  Counter& postponed;
};

Counter& counter_of(const MailSendingParts& parts, std::string_view outcome) {
  return parts.metrics.counter("mail_letters_total", "Letters handed to the mail server, by what became of the try.", {{"environment", parts.environment}, {"outcome", outcome}});
}

// The letter with its attachments' bytes; none where it is settled or gone.
std::optional<Letter> queued_letter(Database& database, const LetterId& id) {
  std::optional<Letter> letter;
  database.read([&](SqlReader& reader) {
    letter = find_letter(reader, id);
    if (!letter || letter->state != LetterState::queued) {
      letter.reset();
      return;
    }
    for (std::size_t i = 0; i < letter->attachments.size(); ++i) {
      const KeptAttachment& kept = letter->attachments[i];
      letter->mail.attachments.push_back({kept.file_name, kept.content_type, read_attachment(reader, id, static_cast<std::int64_t>(i))});
    }
  });
  return letter;
}

// Words of a foreign server, as every database takes them.
std::string storable(std::string text) {
  if (text.size() > kReasonSizeMax) text.resize(kReasonSizeMax);
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7e) c = '?';
  }
  return text;
}

outbox::JobEffect settling(const LetterId& id, LetterState state, std::string reason, Instant at) {
  return [id, state, reason = std::move(reason), at](SqlTransaction& transaction) -> Result<void> {
    settle_letter(transaction, id, {.state = state, .reason = reason, .at = at});
    return {};
  };
}

Result<LetterId> letter_of(const std::string& payload) {
  boost::system::error_code failure;
  const auto value = boost::json::parse(payload, failure);
  const auto* object = failure ? nullptr : value.if_object();
  const auto* letter = object == nullptr ? nullptr : object->if_contains("letter");
  if (letter == nullptr || !letter->is_string()) return Error{ErrorKind::invalid, "mail_job_invalid", "The job names no letter."};
  return LetterId::parse(std::string_view(letter->get_string().data(), letter->get_string().size()));
}

Result<outbox::JobEffect> send(const MailSendingParts& parts, const Outcomes& outcomes, const outbox::Job& job) {
  const auto id = letter_of(job.payload);
  if (!id) return id.error();
  const auto letter = queued_letter(parts.database, *id);
  if (!letter) return outbox::JobEffect();
  const Instant now = parts.clock.now();
  const std::string name = id->text();
  if (now - letter->created_at > kLetterAgeMax) {
    outcomes.refused.add();
    parts.log.warning("a letter was given up", {{"letter.id", std::string_view(name)}, {"letter.category", std::string_view(letter->mail.category)}});
    return settling(*id, LetterState::refused, "No mail server took it within three days.", now);
  }
  const auto sent = parts.mailer.send(letter->mail, fmt::format("{}@{}", job.id.text(), parts.host));
  if (sent) {
    outcomes.sent.add();
    return settling(*id, LetterState::sent, {}, parts.clock.now());
  }
  const bool is_final = sent.error().kind == ErrorKind::unprocessable || sent.error().kind == ErrorKind::invalid;
  if (!is_final) {
    outcomes.postponed.add();
    return sent.error();
  }
  outcomes.refused.add();
  parts.log.warning("a letter was refused", {{"letter.id", std::string_view(name)}, {"letter.category", std::string_view(letter->mail.category)},
                                            {"cause", std::string_view(sent.error().message)}});
  return settling(*id, LetterState::refused, storable(sent.error().message), parts.clock.now());
}

}  // namespace

outbox::JobHandler mail_sender(const MailSendingParts& parts) {
  const Outcomes outcomes{counter_of(parts, "sent"), counter_of(parts, "refused"), counter_of(parts, "postponed")};
  return [parts, outcomes, host = std::string(parts.host)](const outbox::Job& job) {
    MailSendingParts own = parts;
    own.host = host;
    return send(own, outcomes, job);
  };
}

std::int64_t forget_old_letters(Database& database, SecurityClock clock) {
  const Instant before = clock.now() - kLettersKept;
  std::int64_t forgotten = 0;
  database.write([&](SqlTransaction& transaction) {
    forgotten = forget_letters(transaction, before, kForgottenAtOnce);
    return true;
  });
  return forgotten;
}

}  // namespace switchyard::notices
