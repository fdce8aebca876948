using System.Diagnostics;
using System.Net;
using LuthienProxy.EndToEnd.Tests.Journal;
using LuthienProxy.EndToEnd.Tests.PolicyFaults;
using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Fixtures.Deployment;
using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Simulator;
using Xunit.Abstractions;
using Record = LuthienProxy.EndToEnd.Tests.Journal.Record;

namespace LuthienProxy.EndToEnd.Tests.Deployment;

/// <summary>The deployment of several gateways behind nginx, as its files describe it: streams, limits, kills, stops, and servers that go away.</summary>
[Trait("Category", "E2E")]
[Collection(nameof(OneAtATime))]
public sealed class DeploymentSpec(DeploymentHouse house, ITestOutputHelper output) : IClassFixture<DeploymentHouse>
{
    /// <summary>A call ended as it should.</summary>
    const int CallEnded = 3000;

    static readonly ScriptedAnswer Short = ScriptedAnswer.SaysLong(10);
    static readonly ScriptedAnswer Slow = ScriptedAnswer.SaysLong(150) with { Pacing = new Pacing { Every = TimeSpan.FromMilliseconds(20) } };

    [Theory]
    [InlineData("/v1/chat/completions", """{"model":"gated","stream":true,"messages":[{"role":"user","content":"hi"}]}""")]
    [InlineData("/v1/messages", """{"model":"gated","stream":true,"max_tokens":9,"messages":[{"role":"user","content":"hi"}]}""")]
    [InlineData("/v1/responses", """{"model":"gated","stream":true,"input":"hi"}""")]
    [Trait("Spec", "002-53")]
    public async Task Every_event_must_come_through_before_the_next_is_written(string path, string body)
    {
        using var gate = new StreamGate();
        gate.Pass(3);
        house.Upstream.Answers.Then(ScriptedAnswer.SaysLong(20) with { Pacing = new Pacing { Gate = gate } });
        using var stream = await LiveStream.AskAsync(house.Nginx.Address, path, body);
        // What comes with the head may pass where the rest is collected: one by one shows that nothing is.
        foreach (var _ in Enumerable.Range(0, 3))
            (await stream.DataAsync()).ShouldNotBeNull();
        foreach (var _ in Enumerable.Range(0, 10))
        {
            gate.Pass();
            (await stream.DataAsync()).ShouldNotBeNull();
        }

        gate.Open();
        while (await stream.LineAsync() is not null)
        {
        }
    }

    [Fact]
    [Trait("Spec", "000-42")]
    public async Task A_gateway_must_have_its_containers_limits_and_no_rights_that_it_does_not_need()
    {
        await using var alone = await house.StartAloneAsync(memory: 512 << 20, cpus: 1);

        // Three quarters of the container's memory, as the runtime promises.
        (await DeploymentHouse.LoggedAsync(alone, 5010)).ShouldContain("\"cores\":1,\"heap_mib\":384");
        (await DeploymentHouse.LoggedAsync(house.Gateways[0], 5010)).ShouldContain($"\"cores\":{Math.Min(2, Environment.ProcessorCount)},\"heap_mib\":768");
        var status = alone.Status();
        status["Uid"].Split('\t').Distinct().ShouldBe(["1654"]);
        new[] { status["CapBnd"], status["CapPrm"], status["CapAmb"] }.ShouldAllBe(capabilities => capabilities.Trim('0').Length == 0);
        status["NoNewPrivs"].ShouldBe("1");
        output.WriteLine($"ready within {alone.StartedWithin.TotalMilliseconds:0} ms, {status["VmRSS"]} resident");
    }

    [Fact]
    [Trait("Spec", "000-42")]
    public async Task The_images_health_check_must_say_what_the_gateway_says()
    {
        var gateway = house.Gateways[0];
        var clock = Stopwatch.StartNew();
        (await gateway.HealthAsync("live")).ExitCode.ShouldBe(0);
        output.WriteLine($"one health check: {clock.ElapsedMilliseconds} ms");
        (await gateway.HealthAsync("ready")).ExitCode.ShouldBe(0);
        await using var alone = await house.StartAloneAsync(memory: 512 << 20, cpus: 1);
        alone.Terminate();
        await alone.ExitedAsync();
        (await alone.HealthAsync("ready")).ExitCode.ShouldBe(1);
    }

    [Fact]
    [Trait("Spec", "000-42")]
    public async Task A_body_over_the_limit_must_be_refused_in_a_form_that_clients_read()
    {
        using var http = new HttpClient { BaseAddress = house.Nginx.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/messages") { Content = new ByteArrayContent(new byte[(64 << 20) + 1]) };
        request.Headers.ExpectContinue = true;
        using var response = await http.SendAsync(request);
        (response.StatusCode, response.Content.Headers.ContentType?.MediaType).ShouldBe((HttpStatusCode.RequestEntityTooLarge, "application/json"));
        (await response.Content.ReadAsStringAsync()).ShouldContain("\"type\":\"request_too_large\"");
    }

    [Fact]
    [Trait("Spec", "000-42")]
    public async Task Every_node_must_show_the_events_and_records_of_all_also_when_Redis_was_away()
    {
        await ShouldSeeEachOtherAsync();

        await house.Redis.KillAsync();
        using var client = new RawClient(house.Nginx.Address);
        (await client.AskAsync(SimulatorApi.ChatCompletions, "any", stream: true)).End.ShouldBe(HeardEnd.Complete);
        await house.Redis.StartAgainAsync();
        await house.EveryoneAsync(DeploymentHouse.LinkStands, times: 2);

        await ShouldSeeEachOtherAsync();
    }

    [Fact]
    [Trait("Spec", "000-42")]
    public async Task A_gateway_that_is_killed_under_load_must_cost_only_the_calls_that_it_had()
    {
        house.Upstream.Answers.Otherwise(Replacing.Marked);
        await house.Nginx.TakeBackAsync();
        await using var callers = new Callers(house.Nginx.Address, callers: 6);
        await callers.BegunAfterAsync(0);

        var killed = house.Gateways[0];
        await killed.KillAsync();
        var gone = Stopwatch.GetTimestamp();
        await callers.BegunAfterAsync(gone + (Stopwatch.Frequency / 2));
        await house.RestartAsync(killed);
        await callers.BegunAfterAsync(Stopwatch.GetTimestamp());
        await callers.StopAsync();

        callers.All.Where(call => call.BegunAt >= gone).ShouldAllBe(call => IsWhole(call.Answer));
        callers.All.Count(call => !IsWhole(call.Answer)).ShouldBeLessThanOrEqualTo(6);
    }

    [Fact]
    [Trait("Spec", "000-42")]
    public async Task A_gateway_that_is_not_there_must_cost_no_call_and_be_asked_again_when_it_is()
    {
        house.Upstream.Answers.Otherwise(Short);
        // nginx begins anew: it has not learned yet that this one fails.
        await house.Nginx.TakeBackAsync();
        var killed = house.Gateways[1];
        await killed.KillAsync();
        var meanwhile = await AskAsync(8);
        await house.RestartAsync(killed);
        await house.Nginx.TakeBackAsync();
        var afterwards = await AskAsync(8);

        meanwhile.Concat(afterwards).ShouldAllBe(answer => IsWhole(answer));
        await DeploymentHouse.LoggedAsync(house.Gateways[1], CallEnded);
    }

    [Fact]
    [Trait("Spec", "000-42")]
    public async Task A_gateway_that_is_replaced_as_the_page_says_must_finish_its_streams_while_the_other_takes_every_call()
    {
        using var first = new StreamGate();
        using var second = new StreamGate();
        first.Pass(3);
        second.Pass(3);
        house.Upstream.Answers.Then(ScriptedAnswer.SaysLong(20) with { Pacing = new Pacing { Gate = first } }).Then(ScriptedAnswer.SaysLong(20) with { Pacing = new Pacing { Gate = second } }).Otherwise(Short);
        using var client = new RawClient(house.Nginx.Address);
        var open = await JournalHouse.OpenAsync(client, 2);
        var replaced = house.Gateways[1];

        await house.Nginx.TakeOutAsync(replaced.Address);
        replaced.Terminate();
        await DeploymentHouse.LoggedAsync(replaced, 5004);
        var meanwhile = await AskAsync(8);
        first.Open();
        second.Open();
        var finished = await Task.WhenAll(open.Select(answer => answer.RestAsync()));
        (await replaced.ExitedAsync()).ShouldBe(0, replaced.Output.ToString());
        await house.RestartAsync(replaced);
        await house.Nginx.TakeBackAsync();

        finished.Concat(meanwhile).Concat(await AskAsync(8)).ShouldAllBe(answer => IsWhole(answer));
    }

    [Fact]
    [Trait("Spec", "000-42")]
    [Trait("Spec", "000-27a")]
    public async Task A_gateway_that_is_killed_while_the_database_is_away_must_bring_its_spool_to_it_when_both_are_back()
    {
        house.Upstream.Answers.Otherwise(Slow);
        using var client = new RawClient(house.Nginx.Address);
        await house.Postgres.KillAsync();
        var open = await JournalHouse.OpenAsync(client, 8);
        var hearing = Task.WhenAll(open.Select(answer => answer.RestAsync()));
        await Task.WhenAll(house.Gateways.Select(gateway => DeploymentHouse.LoggedAsync(gateway, LogLines.Spooling)));

        var killed = house.Gateways[0];
        await OnDiskAsync(killed);
        await killed.KillAsync();
        await house.RestartAsync(killed);
        await house.Postgres.StartAgainAsync();
        var heard = await hearing;
        await house.EveryoneAsync(LogLines.CaughtUp);

        await using var record = new Record(house.DatabaseUrl);
        var recorded = await AllEndedAsync(record, [.. heard.Select(answer => answer.TransactionId)]);
        heard.Count(answer => answer.IsTorn).ShouldBeInRange(1, heard.Length - 1);
        recorded.Zip(heard).ShouldAllBe(pair => pair.First.IsSound && (pair.Second.IsTorn ? pair.First.Ends[0] is Interrupted : pair.First.Delivered.SequenceEqual(pair.Second.Body)));
    }

    async Task ShouldSeeEachOtherAsync()
    {
        house.Upstream.Answers.Otherwise(Short);
        using var one = await LiveStream.WatchAsync(house.Nginx.Address);
        using var other = await LiveStream.WatchAsync(house.Nginx.Address);
        var calls = (await AskAsync(8)).Select(answer => answer.TransactionId).ToList();
        var nodes = await one.NodesOfAsync(calls);
        nodes.Values.Distinct().Count().ShouldBe(house.Gateways.Count);
        (await other.NodesOfAsync(calls)).ShouldBe(nodes, ignoreOrder: true);
        await ListedAsync(calls);
    }

    // A list may be a second behind.
    async Task ListedAsync(IReadOnlyList<string> calls)
    {
        using var admin = new GatewayAdmin(house.Nginx.Address);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await AreListedAsync() && await pause.WaitForNextTickAsync(patience.Token))
            continue;

        async Task<bool> AreListedAsync()
        {
            var page = (await admin.ReadAsync("/debug/calls?limit=50")).GetRawText();
            return calls.All(call => page.Contains(call, StringComparison.Ordinal));
        }
    }

    // One after the other, each on a connection of its own: a reload closes the idle ones.
    async Task<IReadOnlyList<HeardAnswer>> AskAsync(int count)
    {
        var heard = new List<HeardAnswer>();
        foreach (var turn in Enumerable.Range(0, count))
        {
            using var client = new RawClient(house.Nginx.Address);
            heard.Add(await client.AskAsync(Enum.GetValues<SimulatorApi>()[turn % 3], "any", stream: turn % 2 == 0));
        }
        return heard;
    }

    // Whatever a gateway has been told until now has an answer. The line that says that it spools comes with the first batch: a call that waits behind it would be killed unheard of.
    static async Task OnDiskAsync(GatewayContainer gateway)
    {
        using var admin = new GatewayAdmin(gateway.Address);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while ((await admin.ReadAsync("/api/system/journal")).GetProperty("queue_depth").GetInt32() > 0 && await pause.WaitForNextTickAsync(patience.Token))
            continue;
    }

    // The next process ends the calls of the one before once its spool is on record.
    static async Task<IReadOnlyList<RecordedCall>> AllEndedAsync(Record record, string[] transactions)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var recorded = await record.OfAsync(transactions);
        while (recorded.Any(call => call.Ends.Count == 0) && await pause.WaitForNextTickAsync(patience.Token))
            recorded = await record.OfAsync(transactions);
        return recorded;
    }

    static bool IsWhole(HeardAnswer answer) => answer.Status == 200 && answer.End == HeardEnd.Complete && !answer.IsTorn && answer.Violations.Count == 0;
}
