namespace Luthien.Actors.Tests.Model;

/// <summary>The kernel as a few lines of bookkeeping: no threads, no queues.</summary>
sealed class ReferenceModel
{
    const int RestartsAllowed = 2;
    static readonly TimeSpan AskTimeout = TimeSpan.FromSeconds(10);

    readonly SortedDictionary<string, Life> _lives = new(StringComparer.Ordinal);
    readonly List<string> _terminated = [];
    readonly List<int> _answers = [];
    readonly List<TimeSpan> _silent = [];
    TimeSpan _now;
    int _deadLetters;
    int _timedOut;
    int _collisions;

    internal Observed Apply(Step step)
    {
        switch (step)
        {
            case Step.Spawn when _lives.GetValueOrDefault(step.Name) is { Alive: true }:
                _collisions++;
                break;
            case Step.Spawn:
                _lives[step.Name] = new Life();
                break;
            case Step.Advance advance:
                Advance(_now + Some.Milliseconds(advance.Milliseconds));
                break;
            default:
                if (_lives.TryGetValue(step.Name, out var life))
                    Apply(step, life);
                break;
        }

        return new Observed(
            string.Join(' ', _lives.Where(life => life.Value.Alive).Select(life => $"{life.Key}={life.Value.Count}")),
            string.Join(' ', _terminated), _deadLetters, string.Join(' ', _answers), _timedOut, _collisions);
    }

    void Apply(Step step, Life life)
    {
        switch (step)
        {
            case Step.Watch when !life.Alive:
                _terminated.Add(step.Name);
                break;
            case Step.Watch or Step.Unwatch:
                life.Watched = step is Step.Watch && life.Alive;
                break;
            case Step.Stop when life.Alive:
                End(step.Name, life);
                break;
            case Step.Stop:
                break;
            case Step.Ask when !life.Alive:
                _deadLetters++;
                _silent.Add(_now + AskTimeout);
                break;
            case var _ when !life.Alive:
                _deadLetters++;
                break;
            case Step.Tell:
                life.Count++;
                break;
            case Step.Ask:
                _answers.Add(life.Count);
                break;
            case Step.Arm arm:
                life.TickAt = _now + Some.Milliseconds(arm.Milliseconds);
                break;
            case Step.Fail when life.Restarts++ < RestartsAllowed:
                (life.Count, life.TickAt) = (0, null);
                break;
            case Step.Fail:
                End(step.Name, life);
                break;
        }
    }

    void Advance(TimeSpan to)
    {
        _now = to;
        foreach (var life in _lives.Values.Where(life => life.TickAt <= to))
            (life.Count, life.TickAt) = (life.Count + 100, null);
        _timedOut += _silent.RemoveAll(deadline => deadline <= to);
    }

    void End(string name, Life life)
    {
        life.Alive = false;
        life.TickAt = null;
        if (life.Watched)
            _terminated.Add(name);
    }

    sealed class Life
    {
        internal bool Alive { get; set; } = true;

        internal bool Watched { get; set; }

        internal int Count { get; set; }

        internal int Restarts { get; set; }

        internal TimeSpan? TickAt { get; set; }
    }
}
