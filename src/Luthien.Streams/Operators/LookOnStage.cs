namespace Luthien.Streams;

/// <summary>Lets a callback look on. One that throws is not called again, and counts as a fault.</summary>
sealed class LookOnStage<T>(Action<T> callback) : FlowStage<T, T>
{
    Action<T>? _callback = callback;

    internal override bool IsTransparent => true;

    protected override ValueTask OnNext(T element)
    {
        try
        {
            _callback?.Invoke(element);
        }
        catch (Exception)
        {
            _callback = null;
            CountFault();
        }

        return Push(element);
    }
}
