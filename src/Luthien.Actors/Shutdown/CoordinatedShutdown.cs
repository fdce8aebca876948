namespace Luthien.Actors;

/// <summary>Runs registered tasks phase by phase, in the order the phases depend on each other; the tasks of a phase run side by side.</summary>
/// <remarks>Thread-safe. A host calls <see cref="Run"/> from its own lifetime events; the kernel hooks no process signals.</remarks>
public sealed class CoordinatedShutdown
{
    readonly ActorSystem _system;
    readonly IReadOnlyList<ShutdownPhase> _order;
    readonly Lock _lock = new();
    readonly Dictionary<string, List<(string Name, Func<CancellationToken, Task> Run)>> _tasks;
    Task? _run;

    internal CoordinatedShutdown(ActorSystem system, IReadOnlyList<ShutdownPhase> phases)
    {
        _system = system;
        _order = PhaseOrder.Of(phases);
        _tasks = _order.ToDictionary(phase => phase.Name, _ => new List<(string, Func<CancellationToken, Task>)>(), StringComparer.Ordinal);
    }

    /// <summary>The phases in the order they run.</summary>
    public IReadOnlyList<ShutdownPhase> Phases => _order;

    /// <summary>Whether the shutdown has begun.</summary>
    public bool Running => Volatile.Read(ref _run) is not null;

    /// <summary>Why it runs; null before.</summary>
    public string? Reason { get; private set; }

    /// <summary>Adds a task to a phase. Added to a phase that is under way or over, it never runs.</summary>
    /// <param name="phase">One of <see cref="Phases"/>.</param>
    /// <param name="name">For the log.</param>
    /// <param name="task">Its token is cancelled when the phase's time is over.</param>
    /// <exception cref="ArgumentException">There is no such phase.</exception>
    public void AddTask(string phase, string name, Func<CancellationToken, Task> task)
    {
        ArgumentNullException.ThrowIfNull(task);
        lock (_lock)
        {
            if (!_tasks.TryGetValue(phase, out var tasks))
                throw new ArgumentException($"There is no phase '{phase}'", nameof(phase));
            tasks.Add((name, task));
        }
    }

    /// <summary>Runs every phase, once: each call returns the same task.</summary>
    /// <returns>Fails with what a task threw, or <see cref="TimeoutException"/>, if the phase does not recover; the phases behind it are then not run.</returns>
    public Task Run(string reason)
    {
        lock (_lock)
        {
            if (_run is not null)
                return _run;
            Reason = reason;

            // Not on the caller's stack, and marked as running before the first task begins.
            var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _run = RunPhases(start.Task);
            start.SetResult();
            return _run;
        }
    }

    async Task RunPhases(Task start)
    {
        await start.ConfigureAwait(false);
        foreach (var phase in _order)
            await RunPhase(phase).ConfigureAwait(false);
    }

    async Task RunPhase(ShutdownPhase phase)
    {
        (string Name, Func<CancellationToken, Task> Run)[] tasks;
        lock (_lock)
            tasks = [.. _tasks[phase.Name]];
        using var deadline = new CancellationTokenSource(phase.Timeout, _system.Time);
        await Task.WhenAll(tasks.Select(task => RunTask(phase, task.Name, task.Run, deadline.Token))).ConfigureAwait(false);
    }

    async Task RunTask(ShutdownPhase phase, string name, Func<CancellationToken, Task> run, CancellationToken deadline)
    {
        try
        {
            await run(deadline).WaitAsync(deadline).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            var cause = failure is OperationCanceledException && deadline.IsCancellationRequested
                ? new TimeoutException($"'{name}' did not end within {phase.Timeout} in phase '{phase.Name}'", failure)
                : failure;
            _system.Report(new LogEvent(KernelEvents.ShutdownTaskFailed, phase.Recover ? KernelLogLevel.Warning : KernelLogLevel.Error,
                "/", $"Shutdown task '{name}' of phase '{phase.Name}' failed", cause));
            if (!phase.Recover)
                throw cause;
        }
    }
}
