using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Luthien.Actors;
using Microsoft.Extensions.DependencyInjection;

namespace LuthienProxy.Host.Tests.Logging;

/// <summary>Failures that no caller hears of are logged once, with who failed, what it was and where, and are counted. The console is the process's, so nothing else may run.</summary>
[Collection(nameof(Alone))]
[Trait("Spec", "002-15")]
public sealed class BackgroundFailureSpec : GatewaySpec, IDisposable
{
    const string Json = "luthien.log.format = json";

    readonly CapturedConsole _console = new();
    readonly MeterListener _meters = new();
    readonly List<string> _counted = [];

    public BackgroundFailureSpec()
    {
        // What tests before this one have left behind is not counted here.
        Collect();
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name is "luthien.actors.failures" or "luthien.tasks.unobserved")
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
        {
            lock (_counted)
                _counted.Add(string.Join(' ', [instrument.Name, .. tags.ToArray().Select(tag => $"{tag.Value}")]));
        });
        _meters.Start();
    }

    public void Dispose()
    {
        _meters.Dispose();
        _console.Dispose();
    }

    [Fact]
    public async Task The_failure_of_an_actor_must_be_logged_once_with_its_path_type_and_stack_and_counted()
    {
        var gateway = await StartAsync(Json);
        var system = gateway.App.Services.GetRequiredService<ActorSystem>();
        var actor = system.ActorOf(Props.Create(() => new Fragile()), "fragile");
        actor.Tell("break");
        (await actor.Ask<string>("still there?", TimeSpan.FromSeconds(30))).ShouldBe("yes");
        await gateway.App.StopAsync();

        var line = Lines().Single(line => line.Contains("/user/fragile", StringComparison.Ordinal) && line.Contains(nameof(FragileException), StringComparison.Ordinal));
        JsonElement.Parse(line).GetProperty("Exception").GetString()!.ShouldContain(nameof(Fragile.Break));
        Counted().ShouldBe(["luthien.actors.failures restarted"]);
    }

    [Fact]
    public async Task A_failed_task_that_nobody_looks_at_must_be_logged_and_counted()
    {
        var gateway = await StartAsync(Json);
        Forget();
        Collect();
        await gateway.App.StopAsync();

        Lines().Count(line => line.Contains(nameof(FragileException), StringComparison.Ordinal)).ShouldBe(1);
        Counted().ShouldBe(["luthien.tasks.unobserved"], _console.Text);
    }

    // In a frame of its own: nothing on the stack may keep the task.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Forget() => _ = Task.FromException(new FragileException());

    static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    string[] Lines() => _console.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    IReadOnlyList<string> Counted()
    {
        lock (_counted)
            return [.. _counted];
    }

    sealed class FragileException : Exception;

    sealed class Fragile : ActorBase
    {
        public static void Break() => throw new FragileException();

        protected override ValueTask OnReceive(object message)
        {
            if (message is "break")
                Break();
            Sender.Tell("yes");
            return default;
        }
    }
}
