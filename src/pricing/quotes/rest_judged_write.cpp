#include "pricing/quotes/rest_judged_write.hpp"

#include "pricing/sheets/rest_keyed_write.hpp"

namespace switchyard::pricing {

http::Response write_once_keyed(const QuoteDesk& desk, const std::string& actor, const http::Request& request,
                                const std::function<http::Response(SqlTransaction&)>& work) {
  const SheetDesk keyed{.database = desk.database, .clock = desk.clock, .market = desk.market, .environment = desk.environment,
                        .writes = desk.writes, .digest = &desk.digest};
  return write_keyed(keyed, actor, request, work);
}

http::Response write_judged(const QuoteDesk& desk, const std::string& actor, const http::Request& request, const Judge& judge) {
  std::shared_ptr<const RateBook> book = desk.book();
  const Error moving{ErrorKind::unavailable, "rate_book_moving", "The prices change faster than they can be quoted; try again."};
  for (int judgement = 0; judgement < kJudgementsMax; ++judgement) {
    const JudgedWrite write = judge(book);
    bool has_moved = false;
    http::Response response = write_once_keyed(desk, actor, request, [&](SqlTransaction& transaction) {
      auto answer = write(transaction);
      has_moved = !answer.has_value();
      return has_moved ? http::problem(moving, request) : std::move(*answer);
    });
    if (!has_moved) return response;
    book = desk.fresh_book();
  }
  http::Response response = http::problem(moving, request);
  response.set_header("retry-after", "1");
  return response;
}

}  // namespace switchyard::pricing
