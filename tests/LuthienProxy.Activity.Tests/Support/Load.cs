namespace LuthienProxy.Activity.Tests.Support;

/// <summary>Nodes that publish some hundred events a second each until they are told to stop.</summary>
sealed class Load : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly CancellationTokenSource _over = new();
    readonly List<Source> _sources;

    public Load(params RealNode[] nodes) => _sources = [.. nodes.Select(node => new Source(node, _over.Token))];

    /// <summary>How many events a node has published.</summary>
    public int Published(RealNode node) => _sources.Single(source => source.Node == node).Count;

    /// <summary>Waits until each has published some more.</summary>
    public Task FurtherAsync() => Task.WhenAll(_sources.Select(source => source.FurtherAsync(50).WaitAsync(Patience)));

    public async Task StopAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_sources.Select(source => source.Running));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _over.Dispose();
    }

    sealed class Source
    {
        readonly Lock _gate = new();
        readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];
        int _count;

        public Source(RealNode node, CancellationToken over)
        {
            Node = node;
            Running = Task.Run(() => RunAsync(over), CancellationToken.None);
        }

        public RealNode Node { get; }

        public Task Running { get; }

        public int Count => Volatile.Read(ref _count);

        public Task FurtherAsync(int more)
        {
            lock (_gate)
            {
                var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _waiters.Add((_count + more, reached));
                return reached.Task;
            }
        }

        async Task RunAsync(CancellationToken over)
        {
            using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
            while (!over.IsCancellationRequested)
            {
                lock (_gate)
                {
                    Node.Activity.Publish(Some.Opened(++_count));
                    foreach (var waiter in _waiters.Where(waiter => waiter.Count <= _count))
                        waiter.Reached.TrySetResult();
                }
                await pace.WaitForNextTickAsync(CancellationToken.None);
            }
        }
    }
}
