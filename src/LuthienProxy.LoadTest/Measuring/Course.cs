namespace LuthienProxy.LoadTest.Measuring;

/// <summary>A run's course in a bounded number of moments: when it is full, each two become one, and each further moment then stands for twice the time. Not thread-safe.</summary>
sealed class Course(int most = Course.Usual)
{
    const int Usual = 600;

    readonly List<Moment> _moments = [];
    Moment? _waiting;
    int _perMoment = 1;
    int _collected;

    /// <summary>The moments, the oldest first.</summary>
    public IReadOnlyList<Moment> Moments => _waiting is null ? _moments : [.. _moments, _waiting];

    /// <summary>Adds the moment of one interval.</summary>
    public void Add(Moment moment)
    {
        _waiting = _waiting is null ? moment : Moment.Of(_waiting, moment);
        if (++_collected < _perMoment)
            return;
        _moments.Add(_waiting);
        (_waiting, _collected) = (null, 0);
        if (_moments.Count < most)
            return;
        for (var i = 0; i < most / 2; i++)
            _moments[i] = Moment.Of(_moments[2 * i], _moments[(2 * i) + 1]);
        _moments.RemoveRange(most / 2, _moments.Count - (most / 2));
        _perMoment *= 2;
    }
}
