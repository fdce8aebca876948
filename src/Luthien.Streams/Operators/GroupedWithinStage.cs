namespace Luthien.Streams;

/// <summary>Emits a group when it is full or when its time is over. A failure drops what was collected.</summary>
sealed class GroupedWithinStage<T>(int size, TimeSpan within) : TimedStage<T, IReadOnlyList<T>>
{
    List<T> _group = [];
    long _lastGroupAt;
    bool _waiting;

    public override TimeSpan Check(long now)
    {
        if (!Volatile.Read(ref _waiting))
            return TimeSpan.MaxValue;
        var left = within - Time.GetElapsedTime(Volatile.Read(ref _lastGroupAt), now);
        if (left >= Deadlines.Grain)
            return left;
        PushUnlessBusy();
        return Volatile.Read(ref _waiting) ? within : TimeSpan.MaxValue;
    }

    protected override void OnStart()
    {
        base.OnStart();
        _lastGroupAt = Time.GetTimestamp();
    }

    protected override async ValueTask OnComplete()
    {
        await Seal().ConfigureAwait(false);
        if (_group.Count > 0)
            await PushGroup().ConfigureAwait(false);
    }

    protected override ValueTask OnDispose()
    {
        _group.ForEach(Drop);
        return default;
    }

    private protected override ValueTask Take(T element)
    {
        _group.Add(element);
        if (_group.Count >= size)
            return PushGroup();
        if (_group.Count == 1)
        {
            Volatile.Write(ref _waiting, value: true);
            Upstream.Run.Deadlines.ArmWithin(within - Time.GetElapsedTime(_lastGroupAt));
        }

        return default;
    }

    private protected override ValueTask PushOnTime() => _group.Count > 0 ? PushGroup() : default;

    ValueTask PushGroup()
    {
        var group = _group;
        _group = [];
        Volatile.Write(ref _waiting, value: false);
        Volatile.Write(ref _lastGroupAt, Time.GetTimestamp());
        return Push(group);
    }
}
