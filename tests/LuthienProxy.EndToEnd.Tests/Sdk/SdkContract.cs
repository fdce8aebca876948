using System.Text.Json.Nodes;

namespace LuthienProxy.EndToEnd.Tests.Sdk;

/// <summary>What every client library must get through the gateway; each proves it with a subclass.</summary>
[Trait("Category", "E2E")]
public abstract class SdkContract(SdkHouse house) : IClassFixture<SdkHouse>
{
    public static TheoryData<int, bool> Statuses => Every.Pair([400, 401, 404, 429, 500, 529], [true, false]);

    /// <summary>The credential that the libraries present.</summary>
    protected const string Key = "sk-client-of-the-test";

    /// <summary>Asks a model with the library, which is told not to repeat requests.</summary>
    private protected abstract Task<Told> AskAsync(Uri gateway, string model, bool stream);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Spec", "000-02")]
    public async Task A_text_must_arrive_whole(bool stream)
    {
        var told = await AskAsync("play/text?text=Gr%C3%BC%C3%9Fe%2C%20%E4%B8%96%E7%95%8C%20%F0%9F%8C%8D&size=2", stream);

        told.Error.ShouldBeNull();
        told.Text.ShouldBe("Grüße, 世界 🌍");
        told.End.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Spec", "000-02")]
    [Trait("Spec", "000-02b")]
    [Trait("Spec", "000-02c")]
    public async Task Every_tool_call_must_arrive_with_its_arguments(bool stream)
    {
        var told = await AskAsync("play/tools", stream);

        told.Error.ShouldBeNull();
        told.Text.ShouldBe("Let me look at both.");
        told.Calls.Select(call => call.Name).ShouldBe(["get_weather", "get_weather"]);
        told.Calls.Select(call => (string?)JsonNode.Parse(call.Arguments)!["city"]).ShouldBe(["Zürich", "東京"]);
        told.Calls.ShouldAllBe(call => JsonNode.Parse(call.Arguments)!.AsObject().Count == 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refusal_must_arrive_in_its_place(bool stream)
    {
        var told = await AskAsync("play/refusal", stream);

        told.Error.ShouldBeNull();
        told.Refusal.ShouldBe("I cannot help with that.");
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    [Trait("Spec", "H8")]
    [Trait("Spec", "H11")]
    [Trait("Spec", "I-34")]
    public async Task An_error_status_must_arrive_as_itself_and_cost_one_call(int status, bool stream)
    {
        var before = house.Upstream.Calls.Count;

        var told = await AskAsync($"play/text?fault=error-status&status={status}", stream);

        told.Error.ShouldNotBeNull();
        told.Error.Status.ShouldBe(status);
        told.Error.Message.ShouldContain("simulated failure");
        house.Upstream.Calls.Count.ShouldBe(before + 1);
    }

    [Theory]
    [InlineData("error-event-mid-stream")]
    [InlineData("cut-mid-stream")]
    [InlineData("reset-mid-stream")]
    [Trait("Spec", "H7")]
    [Trait("Spec", "I-33")]
    public async Task A_stream_that_fails_midway_must_be_a_failure_to_the_library(string fault) =>
        (await AskAsync($"play/text?deltas=10&fault={fault}", stream: true)).Error.ShouldNotBeNull();

    [Theory]
    [InlineData("close-mid-stream")]
    [InlineData("malformed-json")]
    [InlineData("empty-body")]
    [Trait("Spec", "000-27e")]
    public async Task A_body_that_is_no_answer_must_be_a_bad_gateway_to_the_library(string fault) =>
        (await AskAsync($"play/text?fault={fault}", stream: false)).Error.ShouldNotBeNull().Status.ShouldBe(502);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Spec", "I-25")]
    [Trait("Spec", "I-51")]
    public async Task A_blocked_call_must_arrive_as_its_reason_before_the_call_that_is_left(bool stream)
    {
        var told = await AskGuardedAsync($"play/tools?tool=Bash&args={Uri.EscapeDataString("""{"command":"rm -rf /"}""")}", stream);

        told.Error.ShouldBeNull();
        told.Text.ShouldStartWith("Let me look at both.");
        told.Text.ShouldContain("Tool call `Bash` blocked by policy 'BlockDangerousCommands'.");
        ((string?)JsonNode.Parse(told.Calls.ShouldHaveSingleItem().Arguments)!["city"]).ShouldBe("東京");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Spec", "I-25")]
    [Trait("Spec", "I-51")]
    public async Task An_answer_whose_every_call_is_blocked_must_end_as_one_without_calls(bool stream)
    {
        var told = await AskGuardedAsync("play/rampage", stream);

        told.Error.ShouldBeNull();
        told.Calls.ShouldBeEmpty();
        told.Text.Split("blocked by policy").Length.ShouldBe(3);
        told.End.ShouldBe((await AskAsync("play/text?text=hi", stream)).End);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Spec", "PP2")]
    [Trait("Spec", "I-51")]
    public async Task A_secret_must_arrive_redacted_in_every_copy_of_the_text(bool stream)
    {
        var told = await AskGuardedAsync("play/text?text=The%20key%20AKIAIOSFODNN7EXAMPLE%20is%20old.&size=1", stream);

        told.Error.ShouldBeNull();
        told.Text.ShouldBe("The key [redacted AWS key] is old.");
    }

    Task<Told> AskAsync(string model, bool stream) => AskAsync(house.Gateway.Address, model, stream);

    Task<Told> AskGuardedAsync(string model, bool stream) => AskAsync(house.Guarded.Address, model, stream);
}
