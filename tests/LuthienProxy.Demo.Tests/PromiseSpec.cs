using LuthienProxy.Demo.Agents;
using LuthienProxy.Demo.Gateways;

namespace LuthienProxy.Demo.Tests;

/// <summary>What the demo says of a story that is not as promised.</summary>
[Trait("Spec", "002-01")]
public sealed class PromiseSpec
{
    static readonly Difference Record = new("execute_sql DROP TABLE customers", "Blocked: it drops a table.");
    static readonly Story Without = new([Answer("There are none.")], null, 24);
    static readonly Story With = new([Answer("Hello.", "Blocked: it drops a table."), Answer("There are 120 customers.")], 120, 24);

    [Fact]
    public void A_story_as_promised_must_be_taken() => Promise.Broken(Without, With, Record).ShouldBeEmpty();

    [Fact]
    public void Each_difference_from_the_promise_must_be_said()
    {
        Promise.Broken(Without with { Customers = 120 }, With, Record).ShouldHaveSingleItem();
        Promise.Broken(Without, With with { Customers = null }, Record).ShouldHaveSingleItem();
        Promise.Broken(Without, With with { Customers = 119 }, Record).ShouldHaveSingleItem();
        Promise.Broken(Without, With with { Exported = null }, Record).ShouldHaveSingleItem();
        Promise.Broken(Without with { Exported = null }, With with { Exported = null }, Record).ShouldHaveSingleItem();
        Promise.Broken(Without, With, null).ShouldHaveSingleItem();
        Promise.Broken(Without, With, Record with { Before = "" }).ShouldHaveSingleItem();
        Promise.Broken(Without, With, Record with { After = "something else" }).ShouldHaveSingleItem();
        Promise.Broken(Without, With with { Answers = [.. With.Answers, Answer("I give up.")] }, Record).ShouldHaveSingleItem();
    }

    static Answer Answer(params string[] texts) => new("", texts, [], []);
}
