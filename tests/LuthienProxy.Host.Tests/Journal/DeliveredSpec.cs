
namespace LuthienProxy.Host.Tests.Journal;

/// <summary><c>GET /debug/calls/{id}/delivered</c>: the very bytes that the client got, and when.</summary>
public sealed class DeliveredSpec : GatewaySpec
{
    [Theory]
    [EachFormat]
    public async Task What_the_client_got_must_be_there_to_the_byte_and_in_its_time(SimulatorApi api)
    {
        var gateway = await StartAsync("luthien.journal.segment-delay = 10ms", AdminAsking.Variable);
        using var answer = await gateway.AskAsync(api, Asking.Body(api, stream: true, model: "sim/text?deltas=20&every=20ms"));
        var id = answer.Headers.GetValues("X-Luthien-Transaction-Id").Single();
        var got = await answer.Content.ReadAsByteArrayAsync();
        await gateway.EndedAsync(id);
        var delivery = await gateway.ReadAsync($"/debug/calls/{id}/delivered");
        var pieces = delivery.GetProperty("pieces").EnumerateArray().ToList();
        pieces.SelectMany(piece => piece.GetProperty("base64").GetBytesFromBase64()).ToArray().ShouldBe(got);
        delivery.GetProperty("gaps").GetArrayLength().ShouldBe(0);
        // How many segments there are is the load's affair; that there are several is the record's.
        pieces.Count.ShouldBeGreaterThan(1);
        pieces.Select(piece => piece.GetProperty("after_ms").GetDouble()).ShouldBeInOrder();
        (pieces[^1].GetProperty("after_ms").GetDouble() - pieces[0].GetProperty("after_ms").GetDouble()).ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task What_was_not_kept_must_be_told_as_missing()
    {
        var gateway = await StartAsync("luthien.journal.content = hash", AdminAsking.Variable);
        using var answer = await gateway.AskAsync(SimulatorApi.Messages, Asking.Body(SimulatorApi.Messages, stream: true, model: "sim/hello"));
        var id = answer.Headers.GetValues("X-Luthien-Transaction-Id").Single();
        await answer.Content.ReadAsByteArrayAsync();
        await gateway.EndedAsync(id);
        (await gateway.ReadAsync($"/debug/calls/{id}/delivered")).GetProperty("gaps").GetArrayLength().ShouldBe(1);
    }
}
