"""redis_streams"""
