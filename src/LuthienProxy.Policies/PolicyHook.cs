namespace LuthienProxy.Policies;

/// <summary>Where a policy is called.</summary>
public enum PolicyHook
{
    /// <summary><see cref="Policy.OnRequestAsync"/>: once per call.</summary>
    Request,

    /// <summary><see cref="Policy.OnEventAsync"/>: once per event of the answer.</summary>
    Event,

    /// <summary><see cref="Policy.OnChoiceEndAsync"/>: once per choice.</summary>
    ChoiceEnd,

    /// <summary><see cref="Policy.OnEndedAsync"/>: once per call.</summary>
    Ended,
}
