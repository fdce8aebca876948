using Luthien.Actors;

namespace Luthien.TestKit;

/// <summary>An actor system whose threads and clock are both simulated: one seed, one run.</summary>
public sealed class Simulation
{
    /// <summary>Starts a system; clock, dispatcher, chance and throughput (one message per turn) of the options are replaced.</summary>
    public Simulation(int seed, ActorSystemOptions? options = null)
    {
        Dispatcher = new SimDispatcher(seed);
        Random = new Random(~seed);
        Sys = ActorSystem.Create("sim", (options ?? new ActorSystemOptions()) with
        {
            Time = Time,
            Dispatcher = Dispatcher,
            Random = new Random(seed + 1),
            Throughput = 1,
            TimerResolution = TimeSpan.FromMilliseconds(1),
        });
        Events = new EventRecorder(Sys);
    }

    /// <summary>The system.</summary>
    public ActorSystem Sys { get; }

    /// <summary>Its scheduler.</summary>
    public SimDispatcher Dispatcher { get; }

    /// <summary>Its clock.</summary>
    public ManualTime Time { get; } = new();

    /// <summary>What it published about itself.</summary>
    public EventRecorder Events { get; }

    /// <summary>For the scenario's own choices; follows from the seed.</summary>
    public Random Random { get; }

    /// <summary>Runs a scenario once per seed, on the calling thread.</summary>
    /// <exception cref="SimulationException">The first failure, with its seed.</exception>
    public static void ForSeeds(int count, Action<Simulation> scenario, ActorSystemOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        for (var seed = 0; seed < count; seed++)
        {
            try
            {
                scenario(new Simulation(seed, options));
            }
            catch (Exception failure)
            {
                throw new SimulationException(seed, failure);
            }
        }
    }

    /// <summary>Runs until nothing is left to do at this instant.</summary>
    public void Run() => Dispatcher.Run();

    /// <summary>Takes at most so many steps: to do something in the middle of things.</summary>
    public void RunSteps(int count)
    {
        while (count-- > 0 && Dispatcher.Step())
        {
        }
    }

    /// <summary>Moves the clock: runs until quiet, jumps to the next deadline on the way, and so on to the end.</summary>
    public void Advance(TimeSpan by)
    {
        var target = Time.Elapsed + by;
        Run();
        while (Time.NextDue is { } next && Time.Elapsed + next <= target)
        {
            Time.Advance(next);
            Run();
        }

        Time.Advance(target - Time.Elapsed);
        Run();
    }

    /// <summary>Terminates the system and runs to its end.</summary>
    /// <exception cref="InvalidOperationException">It does not end.</exception>
    public void Terminate()
    {
        var end = Sys.Terminate();
        Advance(Sys.Options.StopGrace + TimeSpan.FromSeconds(1));
        if (!end.IsCompleted)
            throw new InvalidOperationException("The system does not end");
    }
}
