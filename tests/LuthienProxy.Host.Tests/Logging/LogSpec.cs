using System.Net;
using System.Text.Json;
using Luthien.Actors;
using Microsoft.Extensions.DependencyInjection;
using Asking = LuthienProxy.Host.Tests.Support.Asking;

namespace LuthienProxy.Host.Tests.Logging;

/// <summary>What the logs hold, and what they never do. The console is the process's, so nothing else may run.</summary>
[Collection(nameof(Alone))]
public sealed class LogSpec : GatewaySpec, IDisposable
{
    const string Verbose = "luthien.log { format = json, level = verbose }";
    const string Secret = "s3cr3t-word";

    static readonly string[] Houses = ["DrainService", "Migrator", "Writers.Journal", "PolicySwitch", "PolicyNotices"];

    readonly CapturedConsole _console = new();

    public void Dispose() => _console.Dispose();

    [Theory]
    [EachFormat(Streaming = true)]
    [Trait("Spec", "000-31")]
    public async Task Every_line_of_a_call_must_bear_its_transaction_id(SimulatorApi api, bool stream)
    {
        var gateway = await StartAsync(Verbose);
        var response = await gateway.AskAsync(api, Asking.Body(api, stream));
        var id = response.Headers.GetValues("X-Luthien-Transaction-Id").Single();
        await response.Content.ReadAsByteArrayAsync();
        await gateway.App.StopAsync();
        var lines = Lines().Where(line => !IsOfTheHouse(line)).ToList();
        lines.ShouldNotBeEmpty();
        lines.Select(Transaction).ShouldAllBe(transaction => transaction == id);
    }

    [Fact]
    [Trait("Spec", "000-31")]
    public async Task A_line_of_the_kernel_about_a_call_must_bear_its_id()
    {
        var gateway = await StartAsync(Verbose);
        var id = new string('a', 32);
        gateway.App.Services.GetRequiredService<IKernelLog>().Write(new LogEvent(1001, KernelLogLevel.Warning, $"/user/gateway/transactions/{id}", "stopped"));
        Lines().Where(line => !IsOfTheHouse(line)).Select(Transaction).ShouldBe([id]);
    }

    [Fact]
    public async Task A_refused_and_a_failed_call_must_be_found_by_the_id_that_the_client_was_told()
    {
        var gateway = await StartAsync(Verbose, ("OPENAI_UPSTREAM_URL", "http://127.0.0.1:1"));
        var refused = await gateway.AskAsync(SimulatorApi.Messages, key: null);
        var failed = await gateway.AskAsync(SimulatorApi.ChatCompletions);
        failed.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        await gateway.App.StopAsync();
        var found = Lines().Select(Transaction).ToList();
        found.ShouldContain(refused.Headers.GetValues("X-Luthien-Transaction-Id").Single());
        found.ShouldContain(failed.Headers.GetValues("X-Luthien-Transaction-Id").Single());
    }

    [Theory]
    [InlineData("json")]
    [InlineData("console")]
    public async Task No_line_may_hold_a_key_or_a_word_of_a_body(string format)
    {
        var gateway = await StartAsync(ScratchFolder.OfOneWithoutPolicies(), $"luthien.log {{ format = {format}, level = verbose }}", ("PROXY_API_KEY", Secret + "-proxy"), ("ADMIN_API_KEY", Secret + "-admin"),
            ("OPENAI_API_KEY", Secret + "-openai"), ("ANTHROPIC_API_KEY", Secret + "-anthropic"), ("DATABASE_URL", $"postgres://u:{Secret}@h/db"), ("REDIS_URL", $"redis://:{Secret}@h"));
        foreach (var answer in Answers())
            foreach (var api in Enum.GetValues<SimulatorApi>())
                foreach (var stream in (bool[])[false, true])
                    await AskAsync(gateway, answer, api, stream);
        await gateway.App.StopAsync();
        _console.Text.ShouldNotBeEmpty();
        _console.Text.ShouldNotContain(Secret);
    }

    [Fact]
    public async Task A_generated_admin_key_must_not_be_logged()
    {
        var gateway = await StartAsync(Verbose);
        await gateway.AskAsync(SimulatorApi.Messages);
        await gateway.App.StopAsync();
        _console.Text.ShouldNotContain(File.ReadAllText(Path.Combine(gateway.Folder, "admin-key")).Trim());
    }

    [Fact]
    public async Task A_warning_must_be_logged_for_an_unknown_variable_of_the_product()
    {
        await StartAsync(Verbose, ("LUTHIEN_CONFG", "x"));
        Lines().Where(line => line.GetProperty("Level").GetString() == "Warning").ShouldHaveSingleItem().GetProperty("RenderedMessage").GetString()!.ShouldContain("LUTHIEN_CONFG");
    }

    [Theory]
    [InlineData("error", 0)]
    [InlineData("information", 1)]
    public async Task The_level_must_decide_what_is_written(string level, int lines)
    {
        var gateway = await StartAsync($"luthien.log {{ format = json, level = {level} }}");
        await (await gateway.AskAsync(SimulatorApi.Responses)).Content.ReadAsByteArrayAsync();
        await gateway.App.StopAsync();
        Lines().Count(line => Transaction(line) is not null).ShouldBe(lines);
    }

    IEnumerable<JsonElement> Lines() => _console.Json;

    /// <summary>Answers good and bad, each with the secret in every place that has room for one.</summary>
    static IEnumerable<ScriptedAnswer> Answers() =>
    [
        ScriptedAnswer.Says(Secret),
        ScriptedAnswer.Calls(Secret, $$"""{"{{Secret}}":1}"""),
        ScriptedAnswer.Says(Secret).With(FaultKind.MalformedJson),
        ScriptedAnswer.Says(Secret).With(FaultKind.NonUtf8),
        ScriptedAnswer.Says(Secret).With(FaultKind.DeltaAfterStop),
        ScriptedAnswer.Says(Secret).With(FaultKind.CutMidStream),
        ScriptedAnswer.Says(Secret).With(FaultKind.ResetMidStream),
        ScriptedAnswer.Fails(500, Secret),
        new ScriptedAnswer { Parts = [], Error = new ErrorAnswer(200, "") { RawBody = Secret } },
    ];

    async Task AskAsync(TestGateway gateway, ScriptedAnswer answer, SimulatorApi api, bool stream)
    {
        Upstream.Answers.Otherwise(answer);
        string[] bodies =
        [
            Asking.Body(api, stream, more: $",\"metadata\":{{\"{Secret}\":\"{Secret}\"}}"),
            $$"""{"model":"m","{{Secret}}": {{Secret}} }""",
            $$"""{"{{Secret}}":"{{Secret}}"}""",
        ];
        foreach (var body in bodies)
            foreach (var key in (string[])[Secret + "-own", Secret + "-proxy", Secret + "-admin"])
            {
                using var request = Asking.Request(api, body, key, $"?key={Secret}");
                using var response = await gateway.AskAsync(request);
                await response.Content.CopyToAsync(Stream.Null).ContinueWith(_ => { }, TaskScheduler.Default);
            }
    }

    /// <summary>Lines about the gateway as a whole: its start, its stop, and its journal.</summary>
    static bool IsOfTheHouse(JsonElement line) =>
        line.GetProperty("Properties").TryGetProperty("SourceContext", out var source) && Houses.Any(house => source.GetString()!.EndsWith(house, StringComparison.Ordinal));

    static string? Transaction(JsonElement line) =>
        line.GetProperty("Properties").TryGetProperty("transaction_id", out var id) ? id.GetString() : null;
}
