using System.Text.Json;
using LuthienProxy.Policies.Catalog;

namespace LuthienProxy.Policies.Tests.Catalog;

/// <summary>A class that cannot be used is listed with its reason, keeps nobody else out, and says nothing of what its author's exceptions hold.</summary>
[Trait("Spec", "000-05b")]
public sealed class BrokenPoliciesSpec
{
    static readonly PolicyCatalog Own = PolicyCatalog.Of(typeof(BrokenPoliciesSpec).Assembly);

    [Theory]
    [InlineData(typeof(BrokenPolicies.NotDerived))]
    [InlineData(typeof(BrokenPolicies.Abstract))]
    [InlineData(typeof(BrokenPolicies.Hidden))]
    [InlineData(typeof(BrokenPolicies.Generic<>))]
    [InlineData(typeof(BrokenPolicies.TwoSettings))]
    [InlineData(typeof(BrokenPolicies.BadExample))]
    public void A_class_that_cannot_be_used_must_be_listed_once_with_its_reason(Type type)
    {
        Own.Broken.Single(problem => problem.Policy == type.FullName).Message.ShouldNotBeEmpty();
        Own.Find(type.FullName!).ShouldBeNull();
    }

    [Fact]
    public void Each_fault_must_have_words_of_its_own() =>
        Own.Broken.Where(problem => problem.Policy.Contains(nameof(BrokenPolicies))).Select(problem => problem.Message).Distinct().Count().ShouldBe(4);

    [Theory]
    [InlineData("ThrowsWhenMade", "{}")]
    [InlineData("ThrowsWhenRead", """{ "value": 1 }""")]
    public void A_constructor_or_setting_that_throws_must_be_a_problem_without_the_exception_s_words(string name, string config) =>
        Own.Find(name)!.Create(JsonElement.Parse(config), Own).ShouldBeOfType<PolicyCreation.Refused>().Problems.Single().ToString()
            .ShouldSatisfyAllConditions(words => words.ShouldStartWith($"{name}: "), words => words.ShouldContain("InvalidOperationException"), words => words.ShouldNotContain("secret"));

    [Theory]
    [InlineData("""{ "policies": null }""")]
    [InlineData("""{ "policies": [ { "policy": "NoSuch" } ] }""")]
    [InlineData("""{ "policies": [ { "policy": "StringReplacement", "config": { "pairs": 1 } } ] }""")]
    public void A_list_of_policies_that_cannot_be_made_must_be_refused_where_it_stands(string config) =>
        PolicyCatalog.BuiltIn.Find("MultiSerial")!.Create(JsonElement.Parse(config), PolicyCatalog.BuiltIn).ShouldBeOfType<PolicyCreation.Refused>().Problems.ShouldNotBeEmpty();

    [Theory]
    [InlineData(5, true)]
    [InlineData(40, false)]
    public void Policies_may_be_nested_so_deep_and_no_deeper(int depth, bool isMade)
    {
        var config = Enumerable.Range(0, depth).Aggregate("{ \"policies\": [ { \"policy\": \"NoOp\" } ] }", (inner, _) => $$"""{ "policies": [ { "policy": "MultiSerial", "config": {{inner}} } ] }""");
        (PolicyCatalog.BuiltIn.Find("MultiSerial")!.Create(JsonElement.Parse(config, new() { MaxDepth = 1000 }), PolicyCatalog.BuiltIn) is PolicyCreation.Created).ShouldBe(isMade);
    }

    [Fact]
    public void Two_of_one_type_must_be_told_apart_and_their_problems_named()
    {
        var bound = PolicyCatalog.BuiltIn.Bind([new() { Policy = "NoOp" }, new() { Policy = "NoOp" }, new() { Policy = "NoOp", Name = "third" }]).ShouldBeOfType<PolicyBindings.Bound>();
        bound.Bindings.Select(binding => binding.Name).ShouldBe(["NoOp-0", "NoOp-1", "third"]);
        var refused = PolicyCatalog.BuiltIn.Bind([new() { Policy = "StringReplacement", Name = "mine", Config = JsonElement.Parse("""{ "pairs": [ { "find": 1 } ] }""") }]).ShouldBeOfType<PolicyBindings.Refused>();
        refused.Problems.Single().ToString().ShouldStartWith("mine: pairs[0].find: ");
    }
}
