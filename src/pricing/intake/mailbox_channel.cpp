#include "pricing/intake/mailbox_channel.hpp"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>

#include "workbook/email.hpp"

namespace switchyard::pricing {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFlags = ":2,";

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

bool is_seen(const std::string& name) {
  const std::size_t flags = name.rfind(kFlags);
  return flags != std::string::npos && name.find('S', flags + kFlags.size()) != std::string::npos;
}

std::string seen_name(const std::string& name) {
  const std::size_t flags = name.rfind(kFlags);
  if (flags == std::string::npos) return name + std::string(kFlags) + "S";
  // Flags stand in the order of the alphabet.
  std::string letters = name.substr(flags + kFlags.size()) + "S";
  std::ranges::sort(letters);
  return name.substr(0, flags) + std::string(kFlags) + letters;
}

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  stream.exceptions(std::ios::badbit);
  return {std::istreambuf_iterator<char>(stream), {}};
}

const std::string* supplier_of(const MailSenders& senders, const std::string& sender) {
  if (const auto whole = senders.find(sender); whole != senders.end()) return &whole->second;
  const std::size_t at = sender.rfind('@');
  if (at == std::string::npos) return nullptr;
  const auto domain = senders.find(sender.substr(at));
  return domain == senders.end() ? nullptr : &domain->second;
}

// A mail's name in the Maildir without its flags (":2,S").
std::string unique_name(const std::filesystem::path& mail) {
  const std::string name = mail.filename().string();
  return name.substr(0, name.find(':'));
}

}  // namespace

Result<MailSenders> parse_mail_senders(const std::vector<std::string>& texts) {
  MailSenders senders;
  for (const std::string& text : texts) {
    const std::size_t equals = text.rfind('=');
    std::string sender = text.substr(0, std::min(equals, text.size()));
    sender = lower(std::move(sender));
    if (equals == std::string::npos || equals + 1 == text.size() || sender.find('@') == std::string::npos || sender.back() == '@') {
      return Error{.code = "mail_sender_malformed", .message = fmt::format("\"{}\" is not ADDRESS=SUPPLIER or @DOMAIN=SUPPLIER", text)};
    }
    senders[sender] = text.substr(equals + 1);
  }
  return senders;
}

std::optional<MailHead> mail_head_of(std::string_view bytes) {
  const auto mail = workbook::read_email(bytes);
  if (!mail) return std::nullopt;
  return MailHead{.sender = lower(mail->from), .message_id = mail->message_id};
}

MailboxChannel::MailboxChannel(fs::path folder, MailSenders senders, ReadMailHead read_head, FolderChannel::TakeIn take_in, FolderChannel::Refuse refuse, Log& log)
    : folder_(std::move(folder)), senders_(std::move(senders)), read_head_(std::move(read_head)), take_in_(std::move(take_in)), refuse_(std::move(refuse)), log_(log) {}

std::size_t MailboxChannel::look() {
  std::error_code gone;
  if (!fs::is_directory(folder_ / "new", gone) || !fs::is_directory(folder_ / "cur", gone)) {
    log_.warning("the mailbox is no Maildir: it has no folders new and cur", {{"folder", folder_.string()}});
    return 0;
  }
  // By renaming, one of several nodes gets each mail.
  for (const auto& entry : fs::directory_iterator(folder_ / "new")) {
    if (!entry.is_regular_file(gone) || entry.is_symlink(gone) || entry.path().filename().string().front() == '.') continue;
    fs::rename(entry.path(), folder_ / "cur" / (entry.path().filename().string() + std::string(kFlags)), gone);
  }
  std::vector<fs::path> waiting;
  for (const auto& entry : fs::directory_iterator(folder_ / "cur")) {
    const std::string name = entry.path().filename().string();
    if (entry.is_regular_file(gone) && !entry.is_symlink(gone) && name.front() != '.' && !is_seen(name)) waiting.push_back(entry.path());
  }
  std::ranges::sort(waiting);
  for (const fs::path& mail : waiting) {
    take(mail);
    fs::rename(mail, folder_ / "cur" / seen_name(mail.filename().string()), gone);
  }
  return waiting.size();
}

void MailboxChannel::take(const fs::path& mail) {
  IncomingPiece piece{.channel = Channel::mailbox, .origin = mail.filename().string(), .file_name = unique_name(mail) + ".eml", .actor = "channel:mailbox"};
  if (fs::file_size(mail) > workbook::EmailLimits{}.size_max) return refuse_(piece, fmt::format("the mail has more than {} bytes", workbook::EmailLimits{}.size_max));
  piece.bytes = bytes_of(mail);
  const auto head = read_head_(piece.bytes);
  if (!head) return refuse_(piece, "it is no mail");
  piece.origin = fmt::format("{} {}", head->sender, head->message_id);
  const std::string* const supplier = supplier_of(senders_, head->sender);
  if (supplier == nullptr) {
    log_.warning("a mail from a stranger was not read", {{"mail", mail.filename().string()}});
    return refuse_(piece, fmt::format("{} is no sender of a supplier's; the setting intake.mail_senders names them", head->sender.empty() ? "nobody" : head->sender));
  }
  piece.supplier = *supplier;
  const IncomingPiece told{.channel = piece.channel, .origin = piece.origin, .file_name = piece.file_name};
  const auto reports = take_in_(std::move(piece));
  if (!reports) refuse_(told, reports.error().message);
}

}  // namespace switchyard::pricing
