namespace Luthien.Hocon.Resolving;

/// <summary>Puts the values of one key over each other, from the latest assignment down to the first that nothing can show through.</summary>
struct Layers
{
    /// <summary>What the assignments seen so far amount to; null while all were undefined.</summary>
    public HoconValue? Top { get; private set; }

    /// <summary>Where the key of the latest defined assignment stands.</summary>
    public HoconOrigin? Origin { get; private set; }

    /// <summary>Adds the next lower value; says whether what is still lower matters.</summary>
    public bool Under(HoconValue? lower, HoconOrigin origin, Budget budget)
    {
        if (lower is null)
            return true;
        Origin ??= origin;
        if (Top is not HoconObject upper)
            Top = lower;
        else if (lower is HoconObject below)
            Top = budget.Checked(upper.Over(below));
        // A lower value that is no object breaks the merge: it neither shows nor lets anything through.
        return lower is HoconObject;
    }
}
