def sweep(at, batch=500):
    return None
