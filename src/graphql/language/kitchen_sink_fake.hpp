// Two documents with everything that the grammar has, the SDL in the layout of print(): for round trips.
#pragma once

#include <string_view>

namespace switchyard::graphql {

inline constexpr std::string_view kKitchenSinkQuery = R"gql("Prices of one site."
query Prices(
"Which site."
$site: ComplexInput
$terms: [Int!]! = [12, 24] @onVariableDefinition
) @onQuery(at: 1) @onQuery(at: 2) {
  offers: site(ids: [123, 456]) {
    id
    ... on Meter @onInlineFragment {
      reads {
        id
        first: read(first: 10, after: $site) @include(if: $terms) {
          id
          ...parts @onFragmentSpread
        }
      }
    }
    ... @skip(unless: $terms) {
      id
    }
    ... {
      id
    }
  }
}

mutation follow @onMutation {
  follow(story: 123) @onField {
    story {
      id @onField
    }
  }
}

subscription Follow($input: FollowInput @onVariableDefinition) @onSubscription {
  follow(
    input: $input
    explanation: "so long that these arguments go to lines of their own"
  ) {
    followers {
      count
    }
    text
  }
}

"""
What is shown
  of a part.
"""
fragment parts on Part @onFragmentDefinition {
  show(size: -1.5e3, bar: $b, obj: {key: "value \" \\ \n \u0001 é 😀", block: """
    block string uses \"""
      and keeps indentation
  """})
}

{
  unnamed(truthy: true, falsy: false, nullish: null, word: RED)
  query
  on
  fragment
}

query {
  __typename
})gql";

inline constexpr std::string_view kKitchenSinkSdl = R"gql("""This is a description of the schema as a whole."""
schema @onSchema {
  query: QueryType
  mutation: MutationType
}

"""
This is a description
of the `Meter` type.
"""
type Meter implements Bar & Baz & Two @onObject(at: "the type") {
  one: Type
  """This is a description of the `two` field."""
  two(
    """This is a description of the `argument` argument."""
    argument: InputType!
  ): Type
  three(argument: InputType, other: String = "x"): Int
  four(argument: String = "string"): String
  five(argument: [String] = ["string", "string"]): String
  six(argument: InputType = {key: "value", deep: {list: [1, 2.5, null, RED, true]}}): Type
  seven(argument: Int = null): Type @deprecated(reason: "no longer read")
}

type Annotated @onObject(arg: "value") {
  field(arg: Type = "default" @onArgumentDefinition): [[Type!]!]! @onField
}

type Undefined

extend type Meter {
  seven(argument: [String]): Type
}

extend type Meter @onType

extend type Meter implements Two

interface Bar {
  one: Type
  four(argument: String = "string"): String
}

interface Annotated2 implements Bar & Two @onInterface {
  field(arg: Type @onArgumentDefinition): Type @onField
}

interface Undefined2

extend interface Bar implements Two {
  five: Int
}

extend interface Bar @onInterface

union Feed = Story | Article | Advert

union Annotated3 @onUnion = A | B

union Undefined3

extend union Feed = Photo | Video

extend union Feed @onUnion

scalar Date @specifiedBy(url: "https://example.com/date")

extend scalar Date @onScalar

enum Site {
  """This is a description of the `DESKTOP` value"""
  DESKTOP
  "This is a description of the `MOBILE` value"
  MOBILE
  WEB @deprecated
}

enum Undefined4

extend enum Site {
  VR @onEnumValue
}

extend enum Site @onEnum

input InputType @oneOf {
  key: String!
  answer: Int = 42 @onInputFieldDefinition
}

input Undefined5

extend input InputType {
  other: Float = 12345.0000 @onInputFieldDefinition
}

extend input InputType @onInputObject

"""This is a description of the `@skip` directive"""
directive @skip(
  """This is a description of the `if` argument"""
  if: Boolean! @onArgumentDefinition
) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT

directive @include(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT

directive @again(name: String!) repeatable on OBJECT | INTERFACE | VARIABLE_DEFINITION

extend schema @onSchema

extend schema @onSchema {
  subscription: SubscriptionType
})gql";

}  // namespace switchyard::graphql
