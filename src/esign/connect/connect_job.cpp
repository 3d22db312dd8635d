#include "esign/connect/connect_job.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include "esign/connect/connect_delivery.hpp"

namespace switchyard::esign {

std::optional<ConnectJob> connect_job_of(std::string_view payload) {
  boost::system::error_code failure;
  const auto value = boost::json::parse(boost::json::string_view(payload.data(), payload.size()), failure);
  const auto* object = failure ? nullptr : value.if_object();
  if (object == nullptr) return std::nullopt;
  const auto* delivery = object->if_contains("delivery");
  const auto* run = object->if_contains("run");
  if (delivery == nullptr || run == nullptr || !delivery->is_string() || !run->is_int64()) return std::nullopt;
  return ConnectJob{.delivery = std::string(delivery->get_string().data(), delivery->get_string().size()), .run = run->get_int64()};
}

void enqueue_delivery(SqlTransaction& transaction, const EsignService& service, const ConnectJob& job, std::optional<Instant> run_at) {
  const std::string key = fmt::format("{}:{}", job.delivery, job.run);
  service.outbox.enqueue(transaction, {.kind = kConnectDeliveryJob, .payload = fmt::format(R"({{"delivery":"{}","run":{}}})", job.delivery, job.run), .run_at = run_at,
                                       .dedupe_key = key});
}

}  // namespace switchyard::esign
