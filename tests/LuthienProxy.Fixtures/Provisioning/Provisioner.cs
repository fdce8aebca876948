namespace LuthienProxy.Fixtures.Provisioning;

/// <summary>Lets one test process at a time install things below <c>.work/</c>; the others wait and find them there.</summary>
static class Provisioner
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>The folder for what is installed; git ignores it.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, ".work");

    /// <summary>Runs the work while no other process runs work of this name.</summary>
    public static Task RunAloneAsync(string name, Func<Task> work) => Task.Run(() =>
    {
        // A mutex belongs to a thread: this one waits for the work.
        using var mutex = new Mutex(initiallyOwned: false, $"luthien-{name}");
        if (!Take(mutex))
            throw new TimeoutException($"Another test process has been installing '{name}' for {Patience}.");
        try
        {
            work().GetAwaiter().GetResult();
        }
        finally
        {
            mutex.ReleaseMutex();
        }
    });

    static bool Take(Mutex mutex)
    {
        try
        {
            return mutex.WaitOne(Patience);
        }
        catch (AbandonedMutexException)
        {
            // Its owner was killed; the work below finds out what is missing.
            return true;
        }
    }
}
