#include "adapters/system/json_log.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <string>

#include "ports/clock_fake.hpp"
#include "values/secret.hpp"

namespace switchyard::adapters {
namespace {

constexpr Instant kNoon = Instant::from_unix_ms(1'735'732'800'000);

std::string line_of(std::string_view message, std::initializer_list<LogField> fields) {
  return json_log_line(kNoon, LogLevel::info, message, {fields.begin(), fields.size()});
}

TEST(JsonLog, AFieldOfEachKindIsWritten) {
  EXPECT_EQ(line_of("started", {{"partner.id", std::string_view("prt_1")}, {"duration_ms", std::int64_t{-12}}, {"cached", true}}),
            "{\"time\":\"2025-01-01T12:00:00Z\",\"level\":\"info\",\"message\":\"started\",\"partner.id\":\"prt_1\",\"duration_ms\":-12,\"cached\":true}\n");
}

TEST(JsonLog, ALineFeedCannotForgeASecondLine) {
  EXPECT_EQ(line_of("a\n{\"level\":\"error\"}\x01\\", {}),
            "{\"time\":\"2025-01-01T12:00:00Z\",\"level\":\"info\",\"message\":\"a\\n{\\\"level\\\":\\\"error\\\"}\\u0001\\\\\"}\n");
}

TEST(JsonLog, BytesThatAreNotUtf8AreReplaced) {
  EXPECT_NE(line_of("caf\xC3\xA9 \xFF \xED\xA0\x80", {}).find("caf\xC3\xA9 \\ufffd \\ufffd\\ufffd\\ufffd\""), std::string::npos);
}

TEST(JsonLog, ALongTextIsCutAtACharacter) {
  std::string text(kLogTextBytesMax - 1, 'x');
  text += "\xC3\xA9 and more";
  const std::string line = line_of(text, {});
  EXPECT_NE(line.find("xx…\"}"), std::string::npos);
  EXPECT_EQ(line.find("\\ufffd"), std::string::npos);
}

TEST(JsonLog, LinesBelowTheLeastLevelAreDropped) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe2(ends.data(), O_NONBLOCK), 0);
  const FixedClock clock(kNoon);
  JsonLog log(ends[1], LogLevel::warning, clock);
  log.info("quiet");
  log.warning("loud");
  std::array<char, 512> bytes{};
  const ssize_t got = ::read(ends[0], bytes.data(), bytes.size());
  ::close(ends[0]);
  ::close(ends[1]);
  ASSERT_GT(got, 0);
  EXPECT_EQ(std::string(bytes.data(), static_cast<std::size_t>(got)),
            "{\"time\":\"2025-01-01T12:00:00Z\",\"level\":\"warning\",\"message\":\"loud\"}\n");
}

static_assert(!std::is_constructible_v<LogField, std::string_view, Secret>, "A secret cannot be a field of the log.");
static_assert(!std::is_convertible_v<Secret, std::string_view>, "A secret cannot be the line of the log.");

}  // namespace
}  // namespace switchyard::adapters
