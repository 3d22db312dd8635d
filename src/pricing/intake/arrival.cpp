#include "pricing/intake/arrival.hpp"

#include <array>
#include <utility>

#include "values/ensure.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::array<std::pair<Channel, std::string_view>, 5> kNames = {{{Channel::upload, "upload"},
                                                                         {Channel::shell, "shell"},
                                                                         {Channel::folder, "folder"},
                                                                         {Channel::drop, "drop"},
                                                                         {Channel::mailbox, "mailbox"}}};

}  // namespace

std::string_view text_of(Channel channel) {
  for (const auto& [known, name] : kNames) {
    if (known == channel) return name;
  }
  ENSURE(false);
  return {};
}

Result<Channel> parse_channel(std::string_view text) {
  for (const auto& [channel, name] : kNames) {
    if (name == text) return channel;
  }
  return Error{.code = "not_one_of", .message = "must be upload, shell, folder, drop or mailbox"};
}

}  // namespace switchyard::pricing
