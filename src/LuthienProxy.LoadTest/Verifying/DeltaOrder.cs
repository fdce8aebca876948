namespace LuthienProxy.LoadTest.Verifying;

/// <summary>Keeps the order of one answer's deltas: each once, one after the other.</summary>
/// <remarks>What is missing is remembered up to a limit, so that a delta that comes late is told from one that came twice.</remarks>
sealed class DeltaOrder
{
    const int MostRemembered = 1024;

    List<int>? _missing;
    int _lost;
    int _late;
    int _twice;

    /// <summary>The delta that is due; so many came, or were passed over.</summary>
    public int Next { get; private set; }

    /// <summary>Takes the next delta's number.</summary>
    public void Take(int delta)
    {
        if (delta == Next)
            Next++;
        else if (delta > Next)
            PassOver(delta);
        else if (_missing?.Remove(delta) ?? false)
            _late++;
        else
            _twice++;
    }

    /// <summary>What is wrong with the order, the missing rest of the answer left aside; null when nothing is.</summary>
    public Failure? Judge()
    {
        if (_late > 0)
            return new(FailureReason.Reordered, $"{_late} deltas came after later ones");
        if (_twice > 0)
            return new(FailureReason.Duplicated, $"{_twice} deltas came twice");
        var lost = _lost + (_missing?.Count ?? 0);
        return lost > 0 ? new(FailureReason.Lost, $"{lost} deltas are missing before delta {Next - 1}") : null;
    }

    void PassOver(int delta)
    {
        _missing ??= [];
        for (; Next < delta; Next++)
        {
            if (_missing.Count < MostRemembered)
                _missing.Add(Next);
            else
                _lost++;
        }
        Next++;
    }
}
