// How a mutation is run: once for each idempotency key, in one transaction that a refusal or a dry run undoes.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contracting/api/graphql_request.hpp"
#include "graphql/execution/resolvers.hpp"

namespace switchyard::contracting {

struct Refusal {
  std::string code;
  std::string path;     // JSON pointer into `input`.
  std::string message;
  std::string hint;
  bool retryable = false;
};

// One refusal a wrong field, or one of the whole.
[[nodiscard]] std::vector<Refusal> refusals_of(const Error& error);

// What a mutation came to. `value` is absent where something was refused.
template <class T>
struct Outcome {
  std::optional<T> value = {};
  std::vector<Refusal> refusals = {};
  bool dry_run = false;
  bool replayed = false;
};

namespace detail {

struct WriteOutcome {
  std::vector<std::string> ids;
  std::vector<Refusal> refusals;
  bool dry_run = false;
  bool replayed = false;
};
// `work` gives the ids of what it made or changed; it may run several times, each in a transaction of its own, of which one is kept.
WriteOutcome write_mutation(const graphql::FieldCall& call, std::string_view field, const std::function<Result<std::vector<std::string>>(SqlTransaction&)>& work);

}  // namespace detail

// The input object of a mutation's call.
[[nodiscard]] inline graphql::Arguments input_of(const graphql::FieldCall& call) { return call.arguments().object("input"); }

// One use case as a mutation. `ids_of` tells what is kept for a replay, and `reread` makes the answer of it: as the things stand then.
template <class T>
struct MutationForm {
  std::string_view field;  // "createCustomer": part of what makes two requests the same.
  std::function<Result<T>(SqlTransaction&)> work;
  std::function<std::vector<std::string>(const T&)> ids_of;
  std::function<std::optional<T>(const std::vector<std::string>&)> reread;
};

template <class T>
Outcome<T> run_mutation(const graphql::FieldCall& call, const MutationForm<T>& form) {
  std::optional<T> made;
  const detail::WriteOutcome written = detail::write_mutation(call, form.field, [&](SqlTransaction& transaction) -> Result<std::vector<std::string>> {
    made.reset();
    Result<T> result = form.work(transaction);
    if (!result) return std::move(result).error();
    made = *std::move(result);
    return form.ids_of(*made);
  });
  Outcome<T> outcome{.refusals = written.refusals, .dry_run = written.dry_run, .replayed = written.replayed};
  if (!outcome.refusals.empty()) return outcome;
  outcome.value = written.replayed ? form.reread(written.ids) : std::move(made);
  return outcome;
}

// An id of the input, or why it names nothing: `code` ("customer_not_found") at its pointer.
template <class IdType>
Result<IdType> id_argument(const graphql::Arguments& input, std::string_view name, std::string_view code) {
  const std::string text = input.text(name);
  auto id = IdType::parse(text);
  if (id) return id;
  return Error{ErrorKind::not_found, std::string(code), "There is nothing of this id: " + id.error().message + ".", {{"/" + std::string(name), std::string(code), "There is nothing of this id."}}};
}
template <class IdType>
Result<std::optional<IdType>> optional_id_argument(const graphql::Arguments& input, std::string_view name, std::string_view code) {
  if (!input.optional_text(name)) return std::optional<IdType>();
  auto id = id_argument<IdType>(input, name, code);
  if (!id) return std::move(id).error();
  return std::optional<IdType>(*id);
}
template <class IdType>
Result<std::vector<IdType>> id_arguments(const graphql::Arguments& input, std::string_view name, std::string_view code) {
  std::vector<IdType> ids;
  std::vector<FieldError> refused;
  const auto texts = input.texts(name);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    auto id = IdType::parse(texts[i]);
    if (id) ids.push_back(*id);
    if (!id) refused.push_back({"/" + std::string(name) + "/" + std::to_string(i), std::string(code), "There is nothing of this id."});
  }
  if (!refused.empty()) return Error{ErrorKind::not_found, std::string(code), "There is nothing of some of these ids.", std::move(refused)};
  return ids;
}

// The fields that every payload has. `Payload` derives from Outcome<…>.
template <class Payload>
graphql::ObjectResolvers<Payload> payload(graphql::Resolvers& resolvers, std::string_view type_name) {
  auto object = resolvers.object<Payload>(type_name);
  object.children("refusals", [](const Payload& p) -> const std::vector<Refusal>& { return p.refusals; })
      .field("dryRun", [](const Payload& p) { return p.dry_run; })
      .field("replayed", [](const Payload& p) { return p.replayed; });
  return object;
}

void bind_mutation_words(graphql::Resolvers& resolvers);

}  // namespace switchyard::contracting
