using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.Fixtures.Upstream;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.Stopping;

/// <summary>Providers that are not there, or are no longer there.</summary>
[Trait("Category", "E2E")]
public sealed class NetworkFailureSpec(NetworkHouse house) : IClassFixture<NetworkHouse>
{
    public static TheoryData<SimulatorApi, bool> Forms => Every.Pair(Enum.GetValues<SimulatorApi>(), [true, false]);

    [Theory]
    [MemberData(nameof(Forms))]
    [Trait("Spec", "000-27d")]
    public async Task A_refused_connection_must_be_a_bad_gateway(SimulatorApi api, bool streaming) =>
        ShouldBeBadGateway(await house.Client.AskAsync(api, "refused", streaming));

    [Theory]
    [MemberData(nameof(Forms))]
    [Trait("Spec", "000-27d")]
    public async Task A_name_that_does_not_resolve_must_be_a_bad_gateway(SimulatorApi api, bool streaming) =>
        ShouldBeBadGateway(await house.Client.AskAsync(api, "unknown", streaming));

    [Theory]
    [MemberData(nameof(Forms))]
    [Trait("Spec", "000-27d")]
    public async Task A_server_that_speaks_no_TLS_must_be_a_bad_gateway(SimulatorApi api, bool streaming) =>
        ShouldBeBadGateway(await house.Client.AskAsync(api, "no-tls", streaming));

    [Theory]
    [InlineData(SimulatorApi.Messages)]
    [InlineData(SimulatorApi.ChatCompletions)]
    [InlineData(SimulatorApi.Responses)]
    [Trait("Spec", "000-27d")]
    [Trait("Spec", "I-33")]
    public async Task A_server_that_dies_in_mid_stream_must_be_a_valid_error_in_the_stream(SimulatorApi api)
    {
        var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answers.Otherwise(ScriptedAnswer.SaysLong(20).With(FaultKind.StallMidStream));
        await using var gateway = await GatewayProcess.StartAsync(GatewayOptions.Before(upstream.Address));
        using var client = new RawClient(gateway.Address);
        using var open = await client.OpenAsync(api, "dies");

        await upstream.DisposeAsync();
        var heard = await open.RestAsync();

        (heard.Status, heard.End, heard.IsTorn).ShouldBe((200, HeardEnd.Error, false));
        heard.Violations.ShouldBeEmpty();
        (await gateway.EndsOfAsync(heard.TransactionId)).Count.ShouldBe(1);
    }

    static void ShouldBeBadGateway(HeardAnswer heard)
    {
        (heard.Status, heard.MediaType, heard.End).ShouldBe((502, "application/json", HeardEnd.Error));
        heard.TransactionId.ShouldNotBeEmpty();
    }
}
