// What a resolver may know of the call: arguments, the application's own request object, and what is selected below.
#pragma once

#include <concepts>
#include <string_view>
#include <type_traits>
#include <typeinfo>

#include "graphql/execution/arguments.hpp"
#include "values/ensure.hpp"

namespace switchyard::graphql {

struct FieldPlan;

// The application's object of one request (caller, environment, stores), by reference: it outlives the execution. Reading it as another
// type than it was given as, or changing what was given as const, is a bug.
class AppContext {
 public:
  AppContext() = default;
  template <class App>
    requires(!std::same_as<std::remove_cv_t<App>, AppContext>)
  explicit AppContext(App& app) : app_(const_cast<std::remove_const_t<App>*>(&app)), type_(&typeid(App)), is_const_(std::is_const_v<App>) {}

  template <class App>
  [[nodiscard]] App& get() const {
    ENSURE(type_ != nullptr && *type_ == typeid(App) && (std::is_const_v<App> || !is_const_));
    return *static_cast<App*>(app_);
  }

 private:
  void* app_ = nullptr;
  const std::type_info* type_ = nullptr;
  bool is_const_ = false;
};

// Valid while the call lasts.
class FieldCall {
 public:
  FieldCall(Arguments arguments, const AppContext& app, const FieldPlan& plan) : arguments_(arguments), app_(&app), plan_(&plan) {}

  [[nodiscard]] const Arguments& arguments() const { return arguments_; }
  template <class App>
  [[nodiscard]] App& app() const {
    return app_->get<App>();
  }
  // Whether the operation selects the field below this one, on any type: "totalCount", or deeper by dots: "edges.node.accounts". What
  // nobody asks for need not be fetched.
  [[nodiscard]] bool selects(std::string_view path) const;

 private:
  Arguments arguments_;
  const AppContext* app_;
  const FieldPlan* plan_;
};

}  // namespace switchyard::graphql
