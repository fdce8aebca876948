using System.Diagnostics.Metrics;
using Luthien.Actors;

namespace LuthienProxy.Host.Logging;

/// <summary>What is counted of failures that no caller hears of: those of actors, and those of tasks that nobody looked at. Thread-safe.</summary>
static class BackgroundTelemetry
{
    static readonly Meter Meter = new("LuthienProxy.Host");
    static readonly Counter<long> Failures = Meter.CreateCounter<long>("luthien.actors.failures", description: "Failures of actors by outcome: restarted, stopped, resumed, hook, abandoned, system");
    static readonly Counter<long> Unobserved = Meter.CreateCounter<long>("luthien.tasks.unobserved", description: "Failed tasks that nobody looked at: each is a fault of this program");

    /// <summary>A line of the kernel was written; those that tell of a failure count.</summary>
    public static void Logged(int kernelEvent)
    {
        if (Outcome(kernelEvent) is { } outcome)
            Failures.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
    }

    /// <summary>A failed task was collected, and nobody had looked at it.</summary>
    public static void TaskForgotten() => Unobserved.Add(1);

    static string? Outcome(int kernelEvent) => kernelEvent switch
    {
        KernelEvents.Restarting => "restarted",
        KernelEvents.StoppedOnFailure => "stopped",
        KernelEvents.Resumed => "resumed",
        KernelEvents.HookFailed => "hook",
        KernelEvents.HandlerAbandoned or KernelEvents.AbandonedHandlerFailed => "abandoned",
        KernelEvents.GuardianFailed => "system",
        _ => null,
    };
}
